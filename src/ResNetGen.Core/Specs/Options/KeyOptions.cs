using System.Collections.Generic;
using ResNetGen.Core.Designs;
using static ResNetGen.Core.Specs.Options.Option;
using static ResNetGen.Core.Specs.Options.OptionGroup;

namespace ResNetGen.Core.Specs.Options;

/// <summary>What is said of the keys of the state_dict.</summary>
public static class KeyOptions
{
    /// <summary>Whose keys.</summary>
    public static Option Style { get; } = new(Keys, "style", "Keys", OptionKind.Choice, "torchvision", "whose keys they are, but for what the others say")
    {
        Enumeration = "Keys",
        Choices =
        [
            ChoiceOf(KeyStyle.Torchvision, "conv1 bn1 layer1.0.conv1 … fc; with concatenation features.conv0 … classifier"),
            ChoiceOf(KeyStyle.Cifar, "conv1 bn1 layer1.0.conv1 … linear"),
            ChoiceOf(KeyStyle.Timm, "timm's"),
            ChoiceOf(KeyStyle.Keras, "conv1_conv conv1_bn conv2_block1_1_conv … predictions: Keras Applications"),
            ChoiceOf(KeyStyle.KerasNumbered, "conv2d batch_normalization conv2d_1 … dense: Keras' own numbers"),
        ],
    };

    /// <summary>How a unit's layers are called.</summary>
    public static Option Units { get; } = new(
        Keys,
        "units",
        "UnitKeys",
        OptionKind.KeyPattern,
        "that of the style, as `layer{stage}.{unit}.{layer}`",
        "the keys of the layers of units: `{stage}` counts from 1, `{unit}` from 0 in its stage, `{number}` from 0 through all stages; `{unit+1}` counts from 1")
    {
        Needs = "where keys have no numbers of their own",
    };

    /// <summary>Names of layers in units.</summary>
    public static Option UnitLayers { get; } = new(
        Keys, "unitLayers", "UnitLayerKeys", OptionKind.LayerNames, "the names of the class", "what `{layer}` is for layers of units, by their names in the class, as `describe` shows them")
    {
        Needs = "where keys have no numbers of their own",
    };

    /// <summary>Names of the network's own layers.</summary>
    public static Option Layers { get; } = new(
        Keys, "layers", "LayerKeys", OptionKind.LayerNames, "the names of the class", "the keys of the network's other layers, by their names in the class")
    {
        Needs = "where keys have no numbers of their own",
    };

    internal static IReadOnlyList<Option> All { get; } = [Style, Units, UnitLayers, Layers];
}
