using System.Collections.Generic;
using ResNetGen.Training;

namespace ResNetGen.Inference;

/// <summary>How a network for inference is run.</summary>
public sealed record InferenceOptions
{
    /// <summary>The engines of this machine, the fastest first: of <c>AVX-512</c>, <c>AVX2</c> and <c>128-bit</c> those that the processor has, and <c>torch</c>.</summary>
    public static IReadOnlyList<string> Engines => EnginesFor(Precision.Full);

    /// <summary>Those of <see cref="Engines"/> that compute in a precision.</summary>
    public static IReadOnlyList<string> EnginesFor(Precision precision) => InferenceEngine.Names(precision);

    /// <summary>One of <see cref="Engines"/>; null for the fastest that can run the network.</summary>
    public string? Engine { get; init; }

    /// <summary>
    /// The precision of convolutions. <see cref="Precision.Mixed"/> keeps feature maps and weights in bfloat16 and sums in float32, which computes twice as many
    /// values at once where the processor has <c>avx512_bf16</c>. Images and logits stay float32.
    /// </summary>
    public Precision Precision { get; init; } = Precision.Full;

    /// <summary>
    /// Whether the training network is freed, layer by layer as its weights are folded, so that both networks together need hardly more memory than one.
    /// The training network cannot be used afterwards. When <c>ToInference</c> refuses the options or the weights, the training network is unchanged.
    /// </summary>
    public bool DisposesNetwork { get; init; }
}
