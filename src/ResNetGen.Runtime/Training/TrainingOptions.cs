using System;
using System.Collections.Generic;
using System.Globalization;
using ResNetGen.Data;
using ResNetGen.Training.Optimizers;
using ResNetGen.Training.Schedules;

namespace ResNetGen.Training;

/// <summary>How a network is trained. What is not set makes good networks of few epochs.</summary>
public sealed record TrainingOptions
{
    /// <summary>How strongly weights are pulled to zero where nobody says it.</summary>
    internal const double UsualWeightDecay = 5e-4;

    /// <summary>How many times every training image is seen.</summary>
    public int Epochs { get; init; } = 4;

    /// <summary>Images in a batch: what passes through the network at once.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Batches whose gradients make one step: for batches that do not fit into memory at once. Norms still see each batch alone.</summary>
    public int BatchesPerStep { get; init; } = 1;

    /// <summary>How steps are made of gradients.</summary>
    public OptimizerChoice Optimizer { get; init; } = new Sgd();

    /// <summary>The full learning rate, which the schedule multiplies.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>How the learning rate goes over the run.</summary>
    public ISchedule Schedule { get; init; } = new OneCycle();

    /// <summary>
    /// How strongly weights are pulled to zero. Null for what the network's specification asks for (<see cref="NetworkInfo.Decay"/>), and 5e-4 where it
    /// asks for nothing.
    /// </summary>
    public double? WeightDecay { get; init; }

    /// <summary>Whether norms and biases are pulled too, as He et al. (2015) did, and not only the weights of convolutions and linear layers.</summary>
    public bool DecayNormsAndBiases { get; init; }

    /// <summary>The longest that all gradients together, as one vector, may be; longer ones are shortened to it (Pascanu et al., 2013). Null for any length.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>
    /// How much of the average of weights is kept each step, such as 0.999; the average is what is scored and saved (Polyak and Juditsky, 1992; exponential,
    /// as in Szegedy et al., 2015). Null for no average. While few steps are done, (1 + steps) / (10 + steps) counts where that is less.
    /// </summary>
    public double? AverageDecay { get; init; }

    /// <summary>The numbers that it is trained in. Held-out images are scored in float32.</summary>
    public Precision Precision { get; init; }

    /// <summary>
    /// Whether the engine computes the passes where it can (<see cref="CompiledNetwork"/>): generated networks in float32 on the CPU, with <see cref="Precision.Mixed"/>
    /// where the processor has instructions for bfloat16. Otherwise TorchSharp's eager mode does. What is learned is the same up to rounding, so this is no part of
    /// <see cref="ToTexts"/>, and either goes on from the other's checkpoints. True by default.
    /// </summary>
    public bool Compile { get; init; } = true;

    /// <summary>
    /// Whether the forward pass keeps the inputs of residual units alone, and the backward pass computes the units again (Chen et al., 2016, arXiv:1604.06174):
    /// <see cref="CompiledNetwork.GradCheckpointing"/>, and <see cref="Modules.IStage.GradCheckpointing"/> in eager mode. Takes less memory and more time. What is learned
    /// is the same, in eager mode up to rounding, so this is no part of <see cref="ToTexts"/>.
    /// </summary>
    public bool GradCheckpointing { get; init; }

    /// <summary>How much of the wanted score is shared by all classes (Szegedy et al., 2015, section 7): 0 shares nothing.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>How training images are varied; null for what is usual with the data.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>Where the images' order and variation come from. Weights are drawn when a network is made: <c>torch.manual_seed</c> decides them.</summary>
    public long Seed { get; init; }

    /// <summary>All that decides a run, by name, in words that are the same in every culture: for reports, and to see whether two runs are alike.</summary>
    public IReadOnlyDictionary<string, string> ToTexts()
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add("epochs", Epochs);
        Add("batch size", BatchSize);
        Add("batches per step", BatchesPerStep);
        Add("optimizer", Optimizer);
        Add("learning rate", LearningRate);
        Add("schedule", Schedule);
        Add("weight decay", WeightDecay);
        Add("decay of norms and biases", DecayNormsAndBiases);
        Add("clip norm", ClipNorm);
        Add("average decay", AverageDecay);
        Add("precision", Precision);
        Add("label smoothing", LabelSmoothing);
        Add("augmentation", Augmentation);
        Add("seed", Seed);
        return texts;

        void Add(string name, object? value) => texts.Add(name, value is null ? "as usual" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
    }

    /// <summary>Says what is wrong with the options, if anything is.</summary>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    internal void Check()
    {
        OptionRange.Check(Epochs >= 1, "Epochs", Epochs, "1 or more");
        OptionRange.Check(BatchSize >= 1, "BatchSize", BatchSize, "1 or more");
        OptionRange.Check(BatchesPerStep >= 1, "BatchesPerStep", BatchesPerStep, "1 or more");
        OptionRange.Check(LearningRate > 0 && double.IsFinite(LearningRate), "LearningRate", LearningRate, "above 0");
        OptionRange.Check(WeightDecay is null || (WeightDecay >= 0 && double.IsFinite(WeightDecay.Value)), "WeightDecay", WeightDecay ?? 0, "0 or more");
        OptionRange.Check(ClipNorm is null || (ClipNorm > 0 && double.IsFinite(ClipNorm.Value)), "ClipNorm", ClipNorm ?? 0, "above 0");
        OptionRange.Check(AverageDecay is null or (> 0 and < 1), "AverageDecay", AverageDecay ?? 0, "above 0 and less than 1");
        OptionRange.Check(LabelSmoothing is >= 0 and < 1, "LabelSmoothing", LabelSmoothing, "from 0 to less than 1");
        Optimizer.Check();
    }
}
