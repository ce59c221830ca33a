using System.Collections.Generic;

namespace ResNetGen.Inference;

/// <summary>How a network for inference is run.</summary>
public sealed record InferenceOptions
{
    /// <summary>What can run networks on this machine, the fastest first: <c>AVX-512</c>, <c>AVX2</c>, and <c>torch</c>, which always can.</summary>
    public static IReadOnlyList<string> Engines => InferenceEngine.Names;

    /// <summary>One of <see cref="Engines"/>; null for the fastest that can run the network.</summary>
    public string? Engine { get; init; }
}
