using System;

namespace ResNetGen.Training;

/// <summary>A loss is no number any more: that of a step, whose weights are those from before it, or that of the images held out.</summary>
public sealed class TrainingDivergedException : Exception
{
    private TrainingDivergedException(string where, int epoch, int? step, double learningRate, double fullRate, double loss)
        : base(FormattableString.Invariant(
            $"{where} is {loss} at a learning rate of {learningRate:G4}; train again with a lower one, such as {fullRate / 4:G2} where the full one was {fullRate:G4}."))
    {
        Epoch = epoch;
        Step = step;
        LearningRate = learningRate;
        Loss = loss;
    }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The step of its epoch, from 1; null where it is the loss of the images held out, after the epoch's last step.</summary>
    public int? Step { get; }

    /// <summary>The step's learning rate.</summary>
    public double LearningRate { get; }

    /// <summary>The loss: infinite, or no number.</summary>
    public double Loss { get; }

    internal static TrainingDivergedException AtStep(int epoch, int step, double learningRate, double fullRate, double loss) =>
        new(FormattableString.Invariant($"epoch {epoch}, step {step}: the loss"), epoch, step, learningRate, fullRate, loss);

    internal static TrainingDivergedException AfterEpoch(int epoch, double learningRate, double fullRate, double loss) =>
        new(FormattableString.Invariant($"after epoch {epoch}: the loss of the images held out"), epoch, step: null, learningRate, fullRate, loss);
}
