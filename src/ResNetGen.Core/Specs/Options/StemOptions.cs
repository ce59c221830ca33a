using System.Collections.Generic;
using static ResNetGen.Core.Specs.Options.Option;
using static ResNetGen.Core.Specs.Options.OptionGroup;
using static ResNetGen.Core.Specs.Options.OptionKind;

namespace ResNetGen.Core.Specs.Options;

/// <summary>What is said of the stem.</summary>
public static class StemOptions
{
    /// <summary>Rows and columns of the kernels.</summary>
    public static Option Kernel { get; } = new(Stem, "kernel", "StemKernel", WholeNumber, "3", "rows and columns of the kernel of each convolution") { Range = OptionRange.Kernel };

    /// <summary>Channels of each convolution.</summary>
    public static Option Width { get; } = new(Stem, "width", "StemWidths", WholeNumbers, "the inner width of the first stage", "the channels that the convolution gives; a list for several convolutions") { Range = OptionRange.Positive };

    /// <summary>The stride of the first convolution.</summary>
    public static Option Stride { get; } = new(Stem, "stride", "StemStride", WholeNumber, "1", "the stride of the first convolution") { Range = OptionRange.Positive };

    /// <summary>Whether the convolutions have a bias.</summary>
    public static Option Bias { get; } = new(Stem, "bias", "StemBias", Switch, "true where `bias` is all", "whether the convolutions have a bias");

    /// <summary>Whether a norm follows.</summary>
    public static Option Norm { get; } = new(Stem, "norm", "StemNorm", Switch, "false where units start with a norm", "whether a norm follows the last convolution") { Needs = "with norms" };

    /// <summary>Whether an activation follows.</summary>
    public static Option Activation { get; } = new(Stem, "activation", "StemActivation", Switch, "false where units start with an activation", "whether an activation follows it");

    /// <summary>Dropout behind the activation.</summary>
    public static Option Dropout { get; } = new(Stem, "dropout", "StemDropout", Number, "0", "the share of numbers that dropout behind it sets to 0 in training") { Range = OptionRange.Rate };

    /// <summary>A pool at the end.</summary>
    public static Option Pool { get; } = new(Stem, "pool", null, OptionKind.Group, "none", "a pool at the end") { Group = OptionGroup.Pool };

    /// <summary>The pool's kind.</summary>
    public static Option PoolKind { get; } = new(OptionGroup.Pool, "kind", "StemPool", OptionKind.Choice, "none", "how a window becomes one number")
    {
        Enumeration = "PoolKind",
        Choices =
        [
            ChoiceOf("None", "no pool"),
            ChoiceOf(Designs.PoolKind.Max, "its greatest number"),
            ChoiceOf(Designs.PoolKind.Average, "its mean"),
        ],
    };

    /// <summary>The pool's window.</summary>
    public static Option PoolKernel { get; } = new(OptionGroup.Pool, "kernel", "StemPoolKernel", WholeNumber, "3", "rows and columns of the window")
    {
        Range = OptionRange.Between(1, 1023),
        Needs = "with a pool",
    };

    /// <summary>The pool's stride.</summary>
    public static Option PoolStride { get; } = new(OptionGroup.Pool, "stride", "StemPoolStride", WholeNumber, "2", "how many positions it moves on")
    {
        Range = OptionRange.Positive,
        Needs = "with a pool",
    };

    /// <summary>The pool's padding.</summary>
    public static Option PoolPadding { get; } = new(OptionGroup.Pool, "padding", "StemPoolPadding", WholeNumber, "half the window, rounded down", "rows and columns added on each side, at most half the window")
    {
        Range = OptionRange.Between(0, 511),
        Needs = "with a pool",
    };

    /// <summary>Whether a window that does not fit whole is taken too.</summary>
    public static Option PoolCeiling { get; } = new(OptionGroup.Pool, "ceiling", "StemPoolCeiling", Switch, "false", "whether a window that does not fit whole is taken too") { Needs = "with a pool" };

    internal static IReadOnlyList<Option> All { get; } =
        [Kernel, Width, Stride, Bias, Norm, Activation, Dropout, Pool, PoolKind, PoolKernel, PoolStride, PoolPadding, PoolCeiling];
}
