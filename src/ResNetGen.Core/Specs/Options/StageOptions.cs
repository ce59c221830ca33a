using System.Collections.Generic;
using static ResNetGen.Core.Specs.Options.Option;
using static ResNetGen.Core.Specs.Options.OptionGroup;
using static ResNetGen.Core.Specs.Options.OptionKind;

namespace ResNetGen.Core.Specs.Options;

/// <summary>What is said of one stage. An attribute has a list for each, with one value a stage.</summary>
public static class StageOptions
{
    /// <summary>How many units.</summary>
    public static Option Units { get; } = new(Stage, "units", "Units", WholeNumber, "from `depth`, or an error", "how many residual units it has") { Range = OptionRange.Positive };

    /// <summary>Channels that units give.</summary>
    public static Option Width { get; } = new(Stage, "width", "Widths", WholeNumber, "`inner` times `expansion`, or an error", "the channels that each unit gives; with concatenation, adds") { Range = OptionRange.Positive };

    /// <summary>Channels inside.</summary>
    public static Option Inner { get; } = new(Stage, "inner", "Inners", WholeNumber, "`width` divided by `expansion`", "the channels that the 3 x 3 of a bottleneck unit works on")
    {
        Range = OptionRange.Positive,
        Needs = "with bottleneck or dense units",
    };

    /// <summary>The stride.</summary>
    public static Option Stride { get; } = new(Stage, "stride", "Strides", WholeNumber, "1 in the first stage, 2 in the others; 1 with concatenation", "the stride of one of its units") { Range = OptionRange.Positive };

    /// <summary>The dilation.</summary>
    public static Option Dilation { get; } = new(Stage, "dilation", "Dilations", WholeNumber, "1", "the distance between the positions that its 3 x 3 kernels look at") { Range = OptionRange.Positive };

    /// <summary>The convolutions of its units.</summary>
    public static Option Unit { get; } = new(Stage, "unit", "StageUnits", OptionKind.Choice, "the network's", "the convolutions of its units")
    {
        Enumeration = "Unit",
        Choices = NetworkOptions.UnitChoices,
    };

    /// <summary>What passes the whole stage by.</summary>
    public static Option Around { get; } = new(Stage, "around", "Arounds", OptionKind.Choice, "none", "what passes the whole stage by")
    {
        Enumeration = "StageShortcut",
        Choices =
        [
            ChoiceOf(Designs.StageShortcut.None, "nothing"),
            ChoiceOf(Designs.StageShortcut.Identity, "the stage's input"),
            ChoiceOf(Designs.StageShortcut.Projection, "a 1 x 1 convolution, with a norm, of the stage's input"),
        ],
    };

    internal static IReadOnlyList<Option> All { get; } = [Units, Width, Inner, Stride, Dilation, Unit, Around];
}
