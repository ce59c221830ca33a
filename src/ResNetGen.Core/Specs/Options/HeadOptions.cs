using System.Collections.Generic;
using ResNetGen.Core.Designs;
using static ResNetGen.Core.Specs.Options.Option;
using static ResNetGen.Core.Specs.Options.OptionGroup;
using static ResNetGen.Core.Specs.Options.OptionKind;

namespace ResNetGen.Core.Specs.Options;

/// <summary>What is said of the head.</summary>
public static class HeadOptions
{
    /// <summary>What it gives.</summary>
    public static Option Kind { get; } = new(Head, "kind", "Head", OptionKind.Choice, "classifier", "what it gives")
    {
        Enumeration = "HeadKind",
        Choices =
        [
            ChoiceOf(Designs.HeadKind.Classifier, "a score for each class"),
            ChoiceOf(Designs.HeadKind.Encoder, "a latent vector"),
            ChoiceOf(Designs.HeadKind.None, "the last feature map"),
        ],
    };

    /// <summary>Whether norm and activation come first.</summary>
    public static Option Norm { get; } = new(Head, "norm", "HeadNorm", Switch, "true where units start with an activation", "whether norm and activation come first") { Needs = "with norms or with units that start with an activation" };

    /// <summary>How the feature map becomes a vector.</summary>
    public static Option Pool { get; } = new(Head, "pool", "HeadPool", OptionKind.Choice, "average", "how the last feature map becomes a vector")
    {
        Needs = "with a head",
        Enumeration = "HeadPool",
        Choices =
        [
            ChoiceOf(HeadPooling.Average, "the mean over all positions"),
            ChoiceOf(HeadPooling.Max, "the greatest number over all positions"),
            ChoiceOf(HeadPooling.Window, "an average pool of `window`, then all of its positions"),
            ChoiceOf(HeadPooling.Flatten, "all positions"),
        ],
    };

    /// <summary>The window to pool.</summary>
    public static Option Window { get; } = new(Head, "window", "HeadWindow", WholeNumber, "8", "rows and columns of the window")
    {
        Range = OptionRange.Between(1, 1023),
        Needs = "with a pooled window",
    };

    /// <summary>Layers before the last.</summary>
    public static Option Dense { get; } = new(Head, "dense", "HeadDense", WholeNumbers, "none", "the widths of linear layers with activation before the last")
    {
        Range = OptionRange.Positive,
        Needs = "with a head",
    };

    /// <summary>Whether norms follow them.</summary>
    public static Option DenseNorm { get; } = new(Head, "denseNorm", "HeadDenseNorm", Switch, "false", "whether a norm follows each of them") { Needs = "with dense layers and norms" };

    /// <summary>Dropout behind them.</summary>
    public static Option DenseDropout { get; } = new(Head, "denseDropout", "HeadDenseDropout", Number, "0", "the share of numbers that dropout behind each of them sets to 0 in training")
    {
        Range = OptionRange.Rate,
        Needs = "with dense layers",
    };

    /// <summary>Dropout before the last layer.</summary>
    public static Option Dropout { get; } = new(Head, "dropout", "HeadDropout", Number, "0", "the share of numbers that dropout before the last layer sets to 0 in training")
    {
        Range = OptionRange.Rate,
        Needs = "with a head",
    };

    /// <summary>The size of a latent vector.</summary>
    public static Option Latent { get; } = new(Head, "latent", "HeadLatent", WholeNumber, "128", "the size of an encoder's latent vector")
    {
        Range = OptionRange.Positive,
        Needs = "with an encoder",
    };

    internal static IReadOnlyList<Option> All { get; } = [Kind, Norm, Pool, Window, Dense, DenseNorm, DenseDropout, Dropout, Latent];
}
