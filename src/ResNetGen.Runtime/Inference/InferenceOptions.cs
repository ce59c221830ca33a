using System.Collections.Generic;
using ResNetGen.Training;

namespace ResNetGen.Inference;

/// <summary>How a network for inference is run.</summary>
public sealed record InferenceOptions
{
    /// <summary>What can run networks on this machine, the fastest first: <c>AVX-512</c>, <c>AVX2</c>, and <c>torch</c>, which always can.</summary>
    public static IReadOnlyList<string> Engines => EnginesFor(Precision.Full);

    /// <summary>Those of <see cref="Engines"/> that compute with these numbers.</summary>
    public static IReadOnlyList<string> EnginesFor(Precision precision) => InferenceEngine.Names(precision);

    /// <summary>One of <see cref="Engines"/>; null for the fastest that can run the network.</summary>
    public string? Engine { get; init; }

    /// <summary>
    /// With which numbers convolutions compute. <see cref="Precision.Mixed"/> keeps feature maps and weights in bfloat16 and sums up in float32, twice as many
    /// numbers at once where the processor has instructions for it (<c>avx512_bf16</c>); images and scores stay what they are.
    /// </summary>
    public Precision Precision { get; init; } = Precision.Full;

    /// <summary>
    /// Whether the network that this one is made of is disposed, part by part as its weights are folded: so both together need hardly more memory than one. Then
    /// that network is of no use any more. One for which there is no engine of the kind that is asked for is left as it is.
    /// </summary>
    public bool DisposesNetwork { get; init; }
}
