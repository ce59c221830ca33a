using System;
using System.Linq;
using ResNetGen.Core.Designs;

namespace ResNetGen.Core.Planning;

/// <summary>How parts are called: in the class of the network, and in the state_dict but for <see cref="KeyPatterns"/>.</summary>
internal sealed class LayerKeys
{
    private const string FirstConvolution = "conv0";
    private const string FirstNorm = "bn0";

    private readonly KeyDesign design;

    public LayerKeys(KeyDesign design)
    {
        this.design = design;
        SplitsProjections = design.Style is KeyStyle.Keras or KeyStyle.KerasNumbered || design.UnitLayers.Any(layer => IsOfSplitProjection(layer.Name));
    }

    /// <summary>Whether the layers of a projection are called one by one; otherwise they are one part, in which they have numbers.</summary>
    public bool SplitsProjections { get; }

    public string StemConvolution { get; } = "conv1";

    public string StemNorm { get; } = "bn1";

    public string HeadNorm { get; } = "norm";

    public string Classifier => design.Style == KeyStyle.Cifar ? "linear" : "fc";

    public string Latent { get; } = "latent";

    public string Projection => SplitsProjections ? FirstConvolution : "downsample";

    public string ProjectionNorm { get; } = FirstNorm;

    public string Attention { get; } = "se";

    public string Gate { get; } = "gate";

    /// <summary>Whether a layer is one of a projection whose layers are called one by one.</summary>
    public static bool IsOfSplitProjection(string name) => name is FirstConvolution or FirstNorm;

    public static string Stage(int index) => FormattableString.Invariant($"layer{index + 1}");

    /// <summary>What stands behind a stage, the first being 0.</summary>
    public static string Transition(int index) => FormattableString.Invariant($"transition{index + 1}");

    /// <summary>What passes a stage by, the first being 0.</summary>
    public static string Around(int index) => FormattableString.Invariant($"shortcut{index + 1}");

    /// <summary>The dense layer of a number, from 1.</summary>
    public static string Dense(int number) => FormattableString.Invariant($"dense{number}");

    /// <summary>The norm behind the dense layer of a number, from 1.</summary>
    public static string DenseNorm(int number) => FormattableString.Invariant($"dense{number}_bn");

    /// <summary>The convolution of a number, from 1.</summary>
    public static string Convolution(int number) => FormattableString.Invariant($"conv{number}");

    /// <summary>The norm of a number, from 1.</summary>
    public static string Norm(int number) => FormattableString.Invariant($"bn{number}");
}
