using System.Collections.Generic;
using ResNetGen.Core.Designs;
using static ResNetGen.Core.Specs.Options.Option;
using static ResNetGen.Core.Specs.Options.OptionGroup;
using static ResNetGen.Core.Specs.Options.OptionKind;

namespace ResNetGen.Core.Specs.Options;

/// <summary>What is said of a network as a whole.</summary>
public static class NetworkOptions
{
    /// <summary>The file that tells an editor what a specification can say.</summary>
    public static Option Schema { get; } = new(Network, "$schema", null, Text, "", "for editors; it means nothing to the compiler");

    /// <summary>The class.</summary>
    public static Option Class { get; } = new(Network, "class", null, ClassName, "the file's name", "the name of the class");

    /// <summary>The class's namespace.</summary>
    public static Option Namespace { get; } = new(Network, "namespace", null, NamespaceName, "the project's `RootNamespace`", "the namespace of the class; `\"\"` for none");

    /// <summary>What the network is, for people.</summary>
    public static Option Description { get; } = new(Network, "description", null, Text, "", "which network it is, for the documentation of its class");

    /// <summary>A network by name.</summary>
    public static Option Family { get; } = new(Network, "family", "Family", OptionKind.Family, "none", "a network by name, of which the other options say what differs");

    /// <summary>The paper.</summary>
    public static Option Version { get; } = new(Network, "version", "Version", WholeNumber, "none", "the paper: 1 (He et al., 2015) or 2 (He et al., 2016); it needs `depth`, or the units of its stages")
    {
        Needs = "without a family",
        Range = new OptionRange(1, 2, PropertyText.Version),
    };

    /// <summary>Layers with weights on the longest path.</summary>
    public static Option Depth { get; } = new(Network, "depth", "Depth", WholeNumber, "none", "the number of layers of a version, from which the units of its stages follow")
    {
        Range = OptionRange.Any,
        Needs = "with a version, where stages leave out their units",
    };

    /// <summary>The shape of an image.</summary>
    public static Option Input { get; } = new(Network, "input", "Input", Shape, "3 x 32 x 32", "the shape of an image: channels, height, width") { Range = OptionRange.Positive };

    /// <summary>Scores.</summary>
    public static Option Classes { get; } = new(Network, "classes", "Classes", WholeNumber, "10", "how many scores the network gives for an image")
    {
        Range = OptionRange.Positive,
        Needs = "with a classifier",
    };

    /// <summary>The kind of class to write.</summary>
    public static Option Target { get; } = new(Network, "target", "Target", OptionKind.Choice, "training", "the kind of class to write")
    {
        Enumeration = "NetworkTarget",
        Choices =
        [
            ChoiceOf(NetworkTarget.Training, "a module of TorchSharp, for training and inference"),
            ChoiceOf(NetworkTarget.Inference, "a class over ResNetGen.Engine without TorchSharp, for inference alone; options that concern training are allowed and change nothing"),
        ],
    };

    /// <summary>In front of the stages.</summary>
    public static Option Stem { get; } = new(Network, "stem", null, OptionKind.Group, "a 3 x 3 convolution", "what is in front of the stages") { Group = OptionGroup.Stem };

    /// <summary>The stages.</summary>
    public static Option Stages { get; } = new(Network, "stages", null, Groups, "none", "the stages, one to eight; with a family or a version, what differs in each") { Group = Stage };

    /// <summary>The convolutions of a unit.</summary>
    public static Option Unit { get; } = new(Network, "unit", "Unit", OptionKind.Choice, "basic", "the convolutions of a unit")
    {
        Enumeration = "Unit",
        Choices = UnitChoices,
    };

    /// <summary>The order of a unit's layers.</summary>
    public static Option Activation { get; } = new(Network, "activation", "Activation", OptionKind.Choice, "post", "the order of a unit's layers: He et al. (2016), figure 4")
    {
        Enumeration = "Activation",
        Choices =
        [
            ChoiceOf(UnitOrder.Post, "convolution, norm, activation; the last activation after the addition (a)"),
            ChoiceOf(UnitOrder.NormAfterAddition, "the last norm after the addition too (b)"),
            ChoiceOf(UnitOrder.ActivationBeforeAddition, "the last activation before the addition (c)"),
            ChoiceOf(UnitOrder.ActivationFirst, "activation, convolution, norm: ReLU-only pre-activation (d)"),
            ChoiceOf(UnitOrder.Pre, "norm, activation, convolution: full pre-activation (e)"),
        ],
    };

    /// <summary>The nonlinearity.</summary>
    public static Option Nonlinearity { get; } = new(Network, "nonlinearity", "Nonlinearity", OptionKind.Choice, "relu", "the function of all activations")
    {
        Enumeration = "Nonlinearity",
        Choices =
        [
            ChoiceOf(ActivationKind.Relu, "max(x, 0)"),
            ChoiceOf(ActivationKind.LeakyRelu, "max(x, slope x)"),
            ChoiceOf(ActivationKind.Silu, "x sigmoid(x)"),
            ChoiceOf(ActivationKind.Gelu, "x times the normal distribution's cumulative function"),
        ],
    };

    /// <summary>The slope of a leaky ReLU.</summary>
    public static Option Slope { get; } = new(Network, "slope", "Slope", Number, "0.01", "the slope of a leaky ReLU below 0")
    {
        Range = new OptionRange(0, 1, "at least 0 and less than 1", IsOpen: true),
        Needs = "with a leaky ReLU",
    };

    /// <summary>What passes units by.</summary>
    public static Option Shortcut { get; } = new(Network, "shortcut", null, OptionKind.Group, "projection", "what passes units by") { Group = OptionGroup.Shortcut };

    /// <summary>The normalization.</summary>
    public static Option Norm { get; } = new(Network, "norm", null, OptionKind.Group, "batch", "the normalization between layers") { Group = OptionGroup.Norm };

    /// <summary>The kernels of units.</summary>
    public static Option Kernel { get; } = new(Network, "kernel", "Kernel", WholeNumber, "3", "rows and columns of the kernels of units that are not 1 x 1") { Range = OptionRange.Kernel };

    /// <summary>A unit's width for one inner channel.</summary>
    public static Option Expansion { get; } = new(Network, "expansion", "Expansion", Number, "4", "the width of a bottleneck unit for one inner channel; a dense unit has the inverse, 0.25")
    {
        Range = OptionRange.AboveZero,
        Needs = "with bottleneck or dense units, where stages leave out their width or inner width",
    };

    /// <summary>The groups of the 3 x 3 convolution.</summary>
    public static Option Cardinality { get; } = new(Network, "groups", "Groups", WholeNumber, "1", "in how many groups the 3 x 3 convolution of a bottleneck unit works: its cardinality") { Range = OptionRange.Positive };

    /// <summary>The width of a group.</summary>
    public static Option BaseWidth { get; } = new(Network, "baseWidth", "BaseWidth", WholeNumber, "as the inner width", "the inner channels of a group in the first stage; they grow as the stages' widths do")
    {
        Range = OptionRange.Positive,
        Needs = "with bottleneck units, where stages leave out their inner width",
    };

    /// <summary>How groups are computed.</summary>
    public static Option Form { get; } = new(Network, "form", "Form", OptionKind.Choice, "grouped", "how the groups are computed: Xie et al. (2017), figure 3")
    {
        Needs = "with more than one group",
        Enumeration = "GroupForm",
        Choices =
        [
            ChoiceOf(GroupForm.Grouped, "a convolution in groups (c)"),
            ChoiceOf(GroupForm.Concatenated, "branches, concatenated before the last convolution (b)"),
            ChoiceOf(GroupForm.Branches, "whole branches, added (a)"),
        ],
    };

    /// <summary>What weighs channels.</summary>
    public static Option Attention { get; } = new(Network, "attention", null, OptionKind.Group, "none", "what weighs the channels of a unit before the addition") { Group = OptionGroup.Attention };

    /// <summary>Dropout in units.</summary>
    public static Option Dropout { get; } = new(Network, "dropout", "Dropout", Number, "0", "the share of numbers that dropout between a unit's convolutions sets to 0 in training") { Range = OptionRange.Rate };

    /// <summary>Which convolutions have a bias.</summary>
    public static Option Bias { get; } = new(Network, "bias", "Bias", OptionKind.Choice, "none; all where there are no norms", "which convolutions of units and shortcuts have a bias")
    {
        Enumeration = "Bias",
        Choices =
        [
            ChoiceOf(BiasRule.None, "none"),
            ChoiceOf(BiasRule.WithoutNorm, "those that no norm follows"),
            ChoiceOf(BiasRule.All, "all"),
        ],
    };

    /// <summary>How convolutions are padded.</summary>
    public static Option Padding { get; } = new(Network, "padding", "Padding", OptionKind.Choice, "symmetric", "how convolutions are padded")
    {
        Enumeration = "PaddingKind",
        Choices =
        [
            ChoiceOf(PaddingKind.Symmetric, "as many zeros before as after: PyTorch's way"),
            ChoiceOf(PaddingKind.Same, "to the input's size divided by the stride, an odd zero after: Keras' way"),
        ],
    };

    /// <summary>Which convolution takes the stride.</summary>
    public static Option StridedConvolution { get; } = new(Network, "stridedConvolution", "StridedConvolution", OptionKind.Choice, "middle", "which convolution of a bottleneck unit takes the stride")
    {
        Needs = "with bottleneck units",
        Enumeration = "StridedConvolution",
        Choices =
        [
            ChoiceOf(Designs.StridedConvolution.First, "the first 1 x 1: He et al. (2015), called v1"),
            ChoiceOf(Designs.StridedConvolution.Middle, "the 3 x 3, called v1.5"),
        ],
    };

    /// <summary>Which unit takes the stride.</summary>
    public static Option StridedUnit { get; } = new(Network, "stridedUnit", "StridedUnit", OptionKind.Choice, "first", "which unit of a stage takes the stride")
    {
        Needs = "with strides",
        Enumeration = "StridedUnit",
        Choices =
        [
            ChoiceOf(Designs.StridedUnit.First, "the first"),
            ChoiceOf(Designs.StridedUnit.Last, "the last: version 2 of Keras Applications"),
        ],
    };

    /// <summary>Whether the very first unit starts with its convolution.</summary>
    public static Option Bare { get; } = new(Network, "bare", "Bare", Switch, "false", "whether the very first unit has no norm and activation in front, because the stem ends with them") { Needs = "with units that start with an activation" };

    /// <summary>What a transition keeps.</summary>
    public static Option Compression { get; } = new(Network, "compression", "Compression", Number, "0.5", "the share of the channels that the transition behind a stage gives, in a network that concatenates")
    {
        Range = OptionRange.Share,
        Needs = "with concatenation, behind every stage but the last",
    };

    /// <summary>The image's size for one position of the last feature map.</summary>
    public static Option OutputStride { get; } = new(Network, "outputStride", "OutputStride", WholeNumber, "the product of all strides", "the image's size for one row of the last feature map; later strides become dilation")
    {
        Range = OptionRange.Positive,
        Needs = "with strides",
    };

    /// <summary>Behind the stages.</summary>
    public static Option Head { get; } = new(Network, "head", null, OptionKind.Group, "classifier", "what is behind the stages") { Group = OptionGroup.Head };

    /// <summary>Stochastic depth.</summary>
    public static Option Survival { get; } = new(Network, "survival", null, OptionKind.Group, "every unit is computed", "stochastic depth: Huang et al. (2016)") { Group = OptionGroup.Survival };

    /// <summary>How weights start.</summary>
    public static Option Initialization { get; } = new(Network, "initialization", "Initialization", OptionKind.Choice, "he-fan-out", "how the weights of convolutions start: He et al. (2015, arXiv:1502.01852)")
    {
        Needs = "with convolutions",
        Enumeration = "Initialization",
        Choices =
        [
            ChoiceOf(WeightStart.HeFanOut, "normal, for the backward pass"),
            ChoiceOf(WeightStart.HeFanIn, "normal, for the forward pass"),
            ChoiceOf(WeightStart.KerasHeNormal, "as he-fan-in, cut off at two standard deviations"),
        ],
    };

    /// <summary>Whether the last norm of each unit starts at 0.</summary>
    public static Option ZeroLastNorm { get; } = new(Network, "zeroLastNorm", "ZeroLastNorm", Switch, "false", "whether the last norm of each unit starts at 0: Goyal et al. (2017), section 5.1") { Needs = "with norms" };

    /// <summary>L2.</summary>
    public static Option Decay { get; } = new(Network, "decay", null, OptionKind.Group, "none", "L2 by kind of layer, as Keras counts it: half of PyTorch's weight decay") { Group = OptionGroup.Decay };

    /// <summary>How tensors are called.</summary>
    public static Option Keys { get; } = new(Network, "keys", null, OptionKind.Group, "torchvision", "how the tensors of the state_dict are called") { Group = OptionGroup.Keys };

    /// <summary>The most parameters.</summary>
    public static Option Budget { get; } = new(Network, "budget", "Budget", WholeNumber, "none", "the most parameters that the network should have; more is a warning") { Range = OptionRange.Positive };

    /// <summary>All, in the order of the documentation.</summary>
    internal static IReadOnlyList<Option> All { get; } =
    [
        Schema, Class, Namespace, Family, Version, Depth, Input, Classes, Target, Stem, Stages, Unit, Activation, Nonlinearity, Slope, Shortcut, Norm, Kernel, Expansion,
        Cardinality, BaseWidth, Form, Attention, Dropout, Bias, Padding, StridedConvolution, StridedUnit, Bare, Compression, OutputStride, Head, Survival,
        Initialization, ZeroLastNorm, Decay, Keys, Budget, Description,
    ];

    internal static IReadOnlyList<Choice> UnitChoices =>
    [
        ChoiceOf(UnitKind.Basic, "two of 3 x 3"),
        ChoiceOf(UnitKind.Bottleneck, "1 x 1 to the inner width, 3 x 3, and 1 x 1 to the stage's"),
        ChoiceOf(UnitKind.Dense, "1 x 1 to the inner width, and 3 x 3 to the stage's"),
    ];
}
