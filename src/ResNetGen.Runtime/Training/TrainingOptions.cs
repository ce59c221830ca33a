using System;
using ResNetGen.Training.Schedules;

namespace ResNetGen.Training;

/// <summary>How a network is trained. What is not set makes good networks of few epochs.</summary>
public sealed record TrainingOptions
{
    /// <summary>How many times every training image is seen.</summary>
    public int Epochs { get; init; } = 4;

    /// <summary>Images in a step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>How strongly weights are pulled to zero where nobody says it.</summary>
    internal const double UsualWeightDecay = 5e-4;

    /// <summary>The full learning rate, which the schedule multiplies.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>How the learning rate goes over the run.</summary>
    public ISchedule Schedule { get; init; } = new OneCycle();

    /// <summary>How much of the last step's direction is kept.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Whether the gradient is that at the place where momentum leads (Nesterov), as PyTorch approximates it.</summary>
    public bool Nesterov { get; init; } = true;

    /// <summary>
    /// How strongly weights are pulled to zero. Null for what the network's specification asks for (<see cref="NetworkInfo.Decay"/>), and 5e-4 where it
    /// asks for nothing.
    /// </summary>
    public double? WeightDecay { get; init; }

    /// <summary>Whether norms and biases are pulled too, as He et al. (2015) did, and not only the weights of convolutions and linear layers.</summary>
    public bool DecayNormsAndBiases { get; init; }

    /// <summary>How much of the wanted score is shared by all classes (Szegedy et al., 2015, section 7): 0 shares nothing.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Where the images' order and variation come from. Weights are drawn when a network is made: <c>torch.manual_seed</c> decides them.</summary>
    public long Seed { get; init; }

    /// <summary>Says what is wrong with the options, if anything is.</summary>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    internal void Check()
    {
        Check(Epochs >= 1, "Epochs", Epochs, "1 or more");
        Check(BatchSize >= 1, "BatchSize", BatchSize, "1 or more");
        Check(LearningRate > 0 && double.IsFinite(LearningRate), "LearningRate", LearningRate, "above 0");
        Check(Momentum is >= 0 and < 1, "Momentum", Momentum, "from 0 to less than 1");
        Check(!Nesterov || Momentum > 0, "Momentum", Momentum, "above 0 for Nesterov's gradient");
        Check(WeightDecay is null || (WeightDecay >= 0 && double.IsFinite(WeightDecay.Value)), "WeightDecay", WeightDecay ?? 0, "0 or more");
        Check(LabelSmoothing is >= 0 and < 1, "LabelSmoothing", LabelSmoothing, "from 0 to less than 1");
    }

    private static void Check(bool good, string option, double value, string range)
    {
        if (!good)
        {
            throw new ArgumentException(FormattableString.Invariant($"{option} is {value}; it has to be {range}."));
        }
    }
}
