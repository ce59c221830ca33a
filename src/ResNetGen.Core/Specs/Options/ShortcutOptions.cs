using System.Collections.Generic;
using ResNetGen.Core.Designs;
using static ResNetGen.Core.Specs.Options.Option;
using static ResNetGen.Core.Specs.Options.OptionGroup;
using static ResNetGen.Core.Specs.Options.OptionKind;

namespace ResNetGen.Core.Specs.Options;

/// <summary>What is said of the shortcuts of units.</summary>
public static class ShortcutOptions
{
    /// <summary>Where a unit changes the shape.</summary>
    public static Option Kind { get; } = new(Shortcut, "kind", "Shortcut", OptionKind.Choice, "projection", "what passes a unit by where it changes the shape")
    {
        Needs = "with units that change the shape",
        Enumeration = "Shortcut",
        Choices =
        [
            ChoiceOf(ShortcutKind.Identity, "the input as it is; it fits only where the shape stays"),
            ChoiceOf(ShortcutKind.Pad, "the input, subsampled, with channels of zeros: A of He et al. (2015)"),
            ChoiceOf(ShortcutKind.Projection, "a 1 x 1 convolution: B of He et al. (2015)"),
            ChoiceOf(ShortcutKind.AverageProjection, "a 2 x 2 average pool, then a 1 x 1 convolution: ResNet-D"),
            ChoiceOf(ShortcutKind.AveragePad, "an average pool, with channels of zeros"),
            ChoiceOf(ShortcutKind.MaxPool, "a 1 x 1 max pool; the channels stay"),
            ChoiceOf(ShortcutKind.Concatenate, "the input beside what the unit adds to it: DenseNet"),
            ChoiceOf(ShortcutKind.None, "nothing: a plain network"),
        ],
    };

    /// <summary>Where a unit keeps the shape.</summary>
    public static Option Plain { get; } = new(Shortcut, "plain", "ShortcutPlain", OptionKind.Choice, "identity", "what passes a unit by where it keeps the shape: He et al. (2016), table 1")
    {
        Needs = "with shortcuts that are not concatenated",
        Enumeration = "PlainShortcut",
        Choices =
        [
            ChoiceOf(PlainShortcut.Identity, "the input as it is"),
            ChoiceOf(PlainShortcut.Scaled, "the input times `scale`: constant scaling"),
            ChoiceOf(PlainShortcut.ExclusiveGate, "input and residual, weighed by 1 - g and g: exclusive gating"),
            ChoiceOf(PlainShortcut.ShortcutGate, "the input weighed by 1 - g: shortcut-only gating"),
            ChoiceOf(PlainShortcut.Projection, "a 1 x 1 convolution: C of He et al. (2015)"),
            ChoiceOf(PlainShortcut.Dropout, "the input with dropout"),
        ],
    };

    /// <summary>What a projection takes.</summary>
    public static Option Source { get; } = new(Shortcut, "source", "ShortcutSource", OptionKind.Choice, "activated", "what a projection of a pre-activation unit takes")
    {
        Needs = "with projections in units that start with an activation",
        Enumeration = "ProjectionSource",
        Choices =
        [
            ChoiceOf(ProjectionSource.Activated, "what the first convolution takes: He et al. (2016)"),
            ChoiceOf(ProjectionSource.Input, "what the unit takes: the Keras example"),
        ],
    };

    /// <summary>Whether a norm follows a projection.</summary>
    public static Option Norm { get; } = new(Shortcut, "norm", "ShortcutNorm", Switch, "false in pre-activation units, else true", "whether a norm follows a projection") { Needs = "with projections" };

    /// <summary>Whether the first unit of each stage projects.</summary>
    public static Option First { get; } = new(Shortcut, "first", "ShortcutFirst", Switch, "false", "whether the first unit of a stage projects even where it keeps the shape") { Needs = "with projections" };

    /// <summary>Where zeros go.</summary>
    public static Option Zeros { get; } = new(Shortcut, "zeros", "ShortcutZeros", OptionKind.Choice, "both", "where channels of zeros go")
    {
        Needs = "with channels of zeros",
        Enumeration = "ZeroChannels",
        Choices =
        [
            ChoiceOf(ZeroChannels.Both, "half before, half after"),
            ChoiceOf(ZeroChannels.After, "all after"),
        ],
    };

    /// <summary>The constant of a scaled shortcut.</summary>
    public static Option Scale { get; } = new(Shortcut, "scale", "ShortcutScale", Number, "0.5", "the constant of a scaled shortcut; the residual counts by what is left of 1")
    {
        Range = new OptionRange(0, 1, "from 0 to 1"),
        Needs = "with scaled shortcuts",
    };

    /// <summary>Where a gate's bias starts.</summary>
    public static Option GateBias { get; } = new(Shortcut, "gateBias", "ShortcutGateBias", Number, "-6", "where the bias of a gate starts")
    {
        Range = OptionRange.Any,
        Needs = "with gates",
    };

    /// <summary>Dropout on the shortcut.</summary>
    public static Option Dropout { get; } = new(Shortcut, "dropout", "ShortcutDropout", Number, "0.5", "the share of numbers that dropout on the shortcut sets to 0 in training")
    {
        Range = OptionRange.Rate,
        Needs = "with dropout as the plain shortcut",
    };

    internal static IReadOnlyList<Option> All { get; } = [Kind, Plain, Source, Norm, First, Zeros, Scale, GateBias, Dropout];
}
