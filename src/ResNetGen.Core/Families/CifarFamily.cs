using System;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Families;

/// <summary>
/// The networks for small images: a 3 x 3 convolution of 16 channels, three stages of n units each, of which the second and the third
/// halve the size, the mean over all positions, and a linear layer.
/// </summary>
public sealed class CifarFamily
{
    private readonly Func<int, Architecture> describe;

    private CifarFamily(int version, int layersPerUnit, Func<int, Architecture> describe)
    {
        Version = version;
        LayersPerStep = Stages * layersPerUnit;
        this.describe = describe;
    }

    /// <summary>
    /// Post-activation, basic units of 16, 32 and 64 channels, shortcuts without parameters: He et al., "Deep Residual Learning for Image
    /// Recognition" (2015, arXiv:1512.03385), section 4.2. Keys are those of the published CIFAR weights.
    /// </summary>
    public static CifarFamily Version1 { get; } = new(1, layersPerUnit: 2, n => new Architecture(
        1,
        UnitKind.Basic,
        ActivationOrder.Post,
        ShortcutKind.Pad,
        new StemDesign("conv1", Kernel: 3, Width: 16, Norm: "bn1"),
        ListOf(
            new StageDesign("layer1", n, Inner: 16, Width: 16, Stride: 1),
            new StageDesign("layer2", n, Inner: 32, Width: 32, Stride: 2),
            new StageDesign("layer3", n, Inner: 64, Width: 64, Stride: 2)),
        new HeadDesign(Norm: null, "linear")));

    /// <summary>
    /// Pre-activation, bottleneck units of 64, 128 and 256 channels, projections of the activated input where the shape changes:
    /// He et al., "Identity Mappings in Deep Residual Networks" (2016, arXiv:1603.05027), appendix.
    /// </summary>
    public static CifarFamily Version2 { get; } = new(2, layersPerUnit: 3, n => new Architecture(
        2,
        UnitKind.Bottleneck,
        ActivationOrder.Pre,
        ShortcutKind.Projection,
        new StemDesign("conv1", Kernel: 3, Width: 16, Norm: null),
        ListOf(
            new StageDesign("layer1", n, Inner: 16, Width: 64, Stride: 1),
            new StageDesign("layer2", n, Inner: 32, Width: 128, Stride: 2),
            new StageDesign("layer3", n, Inner: 64, Width: 256, Stride: 2)),
        new HeadDesign("norm", "fc")));

    /// <summary>1 or 2.</summary>
    public int Version { get; }

    /// <summary>The depth in words: <c>6n + 2</c>.</summary>
    public string Formula => FormattableString.Invariant($"{LayersPerStep}n + {OuterLayers}");

    /// <summary>The depth of the network of one unit a stage.</summary>
    public int Least => LayersPerStep + OuterLayers;

    /// <summary>How many layers one more unit in each stage adds.</summary>
    public int LayersPerStep { get; }

    private static int Stages => 3;

    // The first convolution and the classifier.
    private static int OuterLayers => 2;

    /// <summary>The family of a version, or null where there is none.</summary>
    public static CifarFamily? OfVersion(int version) => version switch { 1 => Version1, 2 => Version2, _ => null };

    /// <summary>Whether there is a network of this depth.</summary>
    public bool Has(int depth) => depth >= Least && (depth - OuterLayers) % LayersPerStep == 0;

    /// <summary>The deepest network that is not deeper than this, and at least one unit a stage deep.</summary>
    public int AtMost(int depth) => Math.Max(Least, depth - ((depth - OuterLayers) % LayersPerStep));

    /// <summary>The network of a depth.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public Architecture Describe(int depth) => Has(depth)
        ? describe((depth - OuterLayers) / LayersPerStep)
        : throw new ArgumentOutOfRangeException(nameof(depth), depth, "The depth must be " + Formula + ".");
}
