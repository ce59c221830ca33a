using System;
using ResNetGen.Core.Designs;

namespace ResNetGen.Core.Planning;

/// <summary>How parts are called in the state_dict.</summary>
internal sealed class LayerKeys
{
    public LayerKeys(KeyStyle style) => Classifier = style == KeyStyle.Cifar ? "linear" : "fc";

    public string StemConvolution { get; } = "conv1";

    public string StemNorm { get; } = "bn1";

    public string HeadNorm { get; } = "norm";

    public string Classifier { get; }

    public string Projection { get; } = "downsample";

    public static string Stage(int index) => FormattableString.Invariant($"layer{index + 1}");

    /// <summary>The convolution of a number, from 1.</summary>
    public static string Convolution(int number) => FormattableString.Invariant($"conv{number}");

    /// <summary>The norm of a number, from 1.</summary>
    public static string Norm(int number) => FormattableString.Invariant($"bn{number}");
}
