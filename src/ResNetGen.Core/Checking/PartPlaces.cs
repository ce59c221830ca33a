using System;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Checking;

/// <summary>How findings call the parts of a network, and where these are written.</summary>
internal static class PartPlaces
{
    /// <summary>A stage's name at the beginning of a sentence: <c>Stage 2</c> for the number 1.</summary>
    public static string NameOf(int stage) => FormattableString.Invariant($"Stage {stage + 1}");

    /// <summary>A name within a sentence.</summary>
    public static string Lower(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>The stem's pool or its strides, else the image's size.</summary>
    public static Place OfStem(SpecPlaces places) =>
        places.Of(StemOptions.PoolKernel, StemOptions.PoolKind, StemOptions.PoolStride, StemOptions.Stride, NetworkOptions.Input, NetworkOptions.Family);

    /// <summary>The head's window, else the image's size.</summary>
    public static Place OfHead(SpecPlaces places) => places.Of(HeadOptions.Window, HeadOptions.Pool, NetworkOptions.Input);
}
