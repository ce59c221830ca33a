using System;
using ResNetGen.Training;

namespace ResNetGen.Engine.Training;

/// <summary>How <see cref="CompiledTraining"/> makes steps.</summary>
public sealed record CompiledTrainingOptions
{
    /// <summary>How parameters follow their gradients. SGD with momentum 0.9 by default.</summary>
    public TrainingOptimizer Optimizer { get; init; } = new SgdOptimizer();

    /// <summary>How strongly weights of convolutions and linear layers are pulled to zero. 0 by default.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Whether norms and biases are pulled too. False by default.</summary>
    public bool DecayNormsAndBiases { get; init; }

    /// <summary>The share of each target that is spread over all classes: Szegedy et al. (2016, arXiv:1512.00567), section 7. 0 by default.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>The largest norm of all gradients together; larger ones are scaled down to it: Pascanu et al. (2013, arXiv:1211.5063). Null for none, the default.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>
    /// The share of the average of weights that is kept each step, such as 0.999; the average is what is saved and predicts. While few steps are done,
    /// (1 + steps) / (10 + steps) counts where that is less. Null for no average, the default.
    /// </summary>
    public double? AverageDecay { get; init; }

    /// <summary>
    /// The element type of feature maps, their gradients, and weights in products. Parameters, their gradients, statistics of norms, sums and the optimizer are float32 in any
    /// case. <see cref="DType.BFloat16"/> needs a processor with <c>avx512_bf16</c>. float32 by default.
    /// </summary>
    public DType DType { get; init; }

    /// <summary>
    /// Whether the forward pass keeps the inputs of residual units alone, and the backward pass computes the units again: Chen et al. (2016, arXiv:1604.06174). Takes less
    /// memory and more time; the results are the same up to rounding. False by default.
    /// </summary>
    public bool GradCheckpointing { get; init; }

    /// <summary>The threads of a step. The processor's cores by default.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Decides what dropout and stochastic depth leave out. 0 by default.</summary>
    public int Seed { get; init; }

    /// <summary>Refuses values out of their ranges.</summary>
    /// <exception cref="ArgumentException">One is.</exception>
    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Optimizer);
        Optimizer.Check();
        OptionRange.Check(WeightDecay >= 0 && float.IsFinite((float)WeightDecay), nameof(WeightDecay), WeightDecay, "0 or more");
        OptionRange.Check(LabelSmoothing is >= 0 and < 1, nameof(LabelSmoothing), LabelSmoothing, "from 0 to less than 1");
        OptionRange.Check(ClipNorm is null || (ClipNorm > 0 && double.IsFinite(ClipNorm.Value)), nameof(ClipNorm), ClipNorm ?? 0, "above 0");
        OptionRange.Check(AverageDecay is null or (> 0 and < 1), nameof(AverageDecay), AverageDecay ?? 0, "above 0 and less than 1");
        OptionRange.Check(Threads >= 1, nameof(Threads), Threads, "1 or more");
    }
}
