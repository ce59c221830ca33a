using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning.Operations;
using ResNetGen.Core.Reading;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Planning;

/// <summary>
/// Keys of a state_dict that do not follow from what parts are called in their class: <c>conv2_block1_1_conv</c>, in which stage and unit are numbers in
/// one word, <c>features.denseblock1.denselayer1.conv1</c>, or those that a specification gives.
/// </summary>
/// <param name="Unit">What the keys of a unit's layers begin with.</param>
/// <param name="UnitLayers">How the layers of units are called behind that; others keep their names.</param>
/// <param name="OuterLayers">How the network's own layers are called; others keep their names.</param>
public sealed record KeyPatterns(KeyPattern Unit, EquatableArray<KeyedLayer> UnitLayers, EquatableArray<KeyedLayer> OuterLayers)
{
    /// <summary>Whether each layer's key is its kind and its number among those of that kind, in the order of the plan: then there are no patterns.</summary>
    public bool IsNumbered { get; init; }

    /// <summary>Whether keys of units have levels, which are modules of their own.</summary>
    public bool HasLevels => Unit.HasLevels || UnitLayers.Any(layer => layer.Key.IndexOf('.') >= 0);

    /// <summary>The patterns of a network, or null where each part's name is its key.</summary>
    public static KeyPatterns? Of(Architecture architecture)
    {
        var keys = architecture.Keys;
        if (keys.Style == KeyStyle.KerasNumbered)
        {
            return new KeyPatterns(new KeyPattern(default), default, default) { IsNumbered = true };
        }

        var patterns = keys.Style switch
        {
            KeyStyle.Keras => Keras(architecture.Stages[0].Unit.Order == UnitOrder.Pre),
            KeyStyle.Torchvision when architecture.Stages[0].Shortcut.Plain == PlainShortcut.Concatenate => DenseNet(architecture.Stages.Count),
            _ when keys.IsOwn => new KeyPatterns(KeyPatternText.Read("layer{stage}.{unit}.{layer}"), default, default),
            _ => null,
        };
        return patterns is null ? null : new(keys.Units ?? patterns.Unit, With(patterns.UnitLayers, keys.UnitLayers), With(patterns.OuterLayers, keys.Layers));
    }

    /// <summary>What the keys of the layers of units begin with, for all units of a network in order.</summary>
    /// <param name="stages">How many units each stage has.</param>
    public IEnumerable<string> OfUnits(IEnumerable<int> stages)
    {
        var (stage, number) = (0, 0);
        foreach (var units in stages)
        {
            stage++;
            for (var unit = 0; unit < units; unit++)
            {
                yield return Unit.Of(stage, unit, number++);
            }
        }
    }

    /// <summary>The key of a layer of a unit, behind what the unit's keys begin with.</summary>
    public string OfUnitLayer(string name) => KeyOf(UnitLayers, name);

    /// <summary>The key of a layer of the network itself.</summary>
    public string OfOuterLayer(string name) => KeyOf(OuterLayers, name);

    /// <summary>What Keras calls a layer that has no name, but for its number: the words of its class.</summary>
    public static string KindOf(Operation layer) => layer switch
    {
        Convolution => "conv2d",
        BranchConvolution => "branches",
        Norm { IsGroup: true } => "group_normalization",
        Norm => "batch_normalization",
        Linear => "dense",
        Sequence => "sequential",
        _ => "attention",
    };

    private static string KeyOf(EquatableArray<KeyedLayer> layers, string name) => layers.FirstOrDefault(l => l.Name == name)?.Key ?? name;

    // The first of a name counts.
    private static EquatableArray<KeyedLayer> With(EquatableArray<KeyedLayer> style, EquatableArray<KeyedLayer> own) =>
        own.Count == 0 ? style : own.Concat(style).ToEquatableArray();

    /// <summary>Those of torchvision's DenseNets.</summary>
    private static KeyPatterns DenseNet(int stages) => new(
        KeyPatternText.Read("features.denseblock{stage}.denselayer{unit+1}.{layer}"),
        Enumerable.Range(1, 3).Select(number => new KeyedLayer(LayerKeys.Norm(number), "norm" + Text(number))).ToEquatableArray(),
        Enumerable.Range(0, stages).Select(LayerKeys.Transition).Select(transition => new KeyedLayer(transition, "features." + transition))
            .Concat(
            [
                new("conv1", "features.conv0"), new("bn1", "features.norm0"), new("norm", "features.norm5"), new("fc", "classifier"),
            ])
            .ToEquatableArray());

    /// <summary>Those of Keras Applications.</summary>
    /// <param name="isNormFirst">Whether norms stand before their convolutions. Keras counts a norm with the convolution before it, and with none before the first.</param>
    private static KeyPatterns Keras(bool isNormFirst) => new(
        KeyPatternText.Read("conv{stage+1}_block{unit+1}_{layer}"),
        Enumerable.Range(0, 4).SelectMany(number => new[]
        {
            new KeyedLayer(LayerKeys.Convolution(number), Text(number) + "_conv"),
            new KeyedLayer(LayerKeys.Norm(number), (isNormFirst, number) switch
            {
                (true, 1) => "preact_bn",
                (true, > 1) => Text(number - 1) + "_bn",
                _ => Text(number) + "_bn",
            }),
        }).ToEquatableArray(),
        EquatableArray.ListOf(
            new KeyedLayer("conv1", "conv1_conv"),
            new KeyedLayer("bn1", "conv1_bn"),
            new KeyedLayer("norm", "post_bn"),
            new KeyedLayer("fc", "predictions")));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
