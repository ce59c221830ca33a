using System.Collections.Generic;
using static ResNetGen.Core.Specs.Options.Option;
using static ResNetGen.Core.Specs.Options.OptionGroup;
using static ResNetGen.Core.Specs.Options.OptionKind;

namespace ResNetGen.Core.Specs.Options;

/// <summary>What is said of norms, attention, stochastic depth and L2.</summary>
public static class LayerOptions
{
    /// <summary>The normalization.</summary>
    public static Option NormKind { get; } = new(Norm, "kind", "Norm", OptionKind.Choice, "batch", "the normalization between layers")
    {
        Enumeration = "NormKind",
        Choices =
        [
            ChoiceOf(Designs.NormKind.Batch, "batch normalization"),
            ChoiceOf(Designs.NormKind.Group, "group normalization"),
            ChoiceOf(Designs.NormKind.None, "none; all convolutions have a bias then"),
        ],
    };

    /// <summary>The groups of group normalization.</summary>
    public static Option NormGroups { get; } = new(Norm, "groups", "NormGroups", WholeNumber, "32", "in how many groups group normalization looks at the channels")
    {
        Range = OptionRange.Positive,
        Needs = "with group normalization",
    };

    /// <summary>What is added to a variance.</summary>
    public static Option NormEpsilon { get; } = new(Norm, "epsilon", "NormEpsilon", Number, "1e-5", "what is added to a variance")
    {
        Range = new OptionRange(double.Epsilon, 1, "more than 0 and at most 1"),
        Needs = "with a norm",
    };

    /// <summary>The share of a new batch in running statistics.</summary>
    public static Option NormMomentum { get; } = new(Norm, "momentum", "NormMomentum", Number, "0.1", "the share of a new batch in the running statistics, as PyTorch counts it; Keras' 0.99 is 0.01")
    {
        Range = OptionRange.Share,
        Needs = "with batch normalization",
    };

    /// <summary>What weighs channels.</summary>
    public static Option AttentionKind { get; } = new(Attention, "kind", "Attention", OptionKind.Choice, "none", "what weighs the channels of a unit before the addition")
    {
        Enumeration = "Attention",
        Choices =
        [
            ChoiceOf("None", "nothing"),
            ChoiceOf(Designs.AttentionKind.SqueezeExcitation, "two linear layers over the channels' means: Hu et al. (2018)"),
            ChoiceOf(Designs.AttentionKind.EfficientChannel, "a one-dimensional convolution over them: Wang et al. (2020)"),
        ],
    };

    /// <summary>The reduction of squeeze and excitation.</summary>
    public static Option AttentionReduction { get; } = new(Attention, "reduction", "AttentionReduction", WholeNumber, "16", "the channels of the unit for one between the two layers of squeeze and excitation")
    {
        Range = OptionRange.Positive,
        Needs = "with squeeze and excitation",
    };

    /// <summary>How likely the last unit is to be computed.</summary>
    public static Option SurvivalLast { get; } = new(Survival, "last", "Survival", Number, "1", "the probability that the last unit is computed in training") { Range = OptionRange.Share };

    /// <summary>How the others are.</summary>
    public static Option SurvivalRule { get; } = new(Survival, "rule", "SurvivalRule", OptionKind.Choice, "linear", "how the probability depends on the unit's place")
    {
        Needs = "with a probability below 1",
        Enumeration = "SurvivalRule",
        Choices =
        [
            ChoiceOf(Designs.SurvivalRule.Linear, "falling from 1 at the stem"),
            ChoiceOf(Designs.SurvivalRule.Uniform, "the same for all units"),
        ],
    };

    /// <summary>L2 on kernels of convolutions.</summary>
    public static Option DecayConvolutions { get; } = new(Decay, "convolutions", "DecayConvolutions", Number, "0", "L2 on kernels of convolutions") { Range = DecayRange };

    /// <summary>L2 on matrices of linear layers.</summary>
    public static Option DecayDense { get; } = new(Decay, "dense", "DecayDense", Number, "0", "L2 on matrices of linear layers") { Range = DecayRange };

    /// <summary>L2 on scales and shifts of norms.</summary>
    public static Option DecayNorms { get; } = new(Decay, "norms", "DecayNorms", Number, "0", "L2 on scales and shifts of norms")
    {
        Range = DecayRange,
        Needs = "with norms",
    };

    internal static IReadOnlyList<Option> All { get; } =
    [
        NormKind, NormGroups, NormEpsilon, NormMomentum, AttentionKind, AttentionReduction, SurvivalLast, SurvivalRule, DecayConvolutions, DecayDense, DecayNorms,
    ];

    private static OptionRange DecayRange => new(0, 1, "from 0 to 1");
}
