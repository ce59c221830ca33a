using System.Globalization;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning;

/// <summary>
/// Keys of a state_dict that do not follow from what parts are called in their class: <c>conv2_block1_1_conv</c>, in which stage and unit are numbers in
/// one word, or <c>features.denseblock1.denselayer1.conv1</c>.
/// </summary>
/// <param name="Unit">What the keys of a unit's layers begin with, as a format of the stage's number and the unit's.</param>
/// <param name="FirstStage">The number of the first stage.</param>
/// <param name="FirstUnit">The number of a stage's first unit.</param>
/// <param name="UnitLayers">How the layers of units are called behind that; others keep their names.</param>
/// <param name="OuterLayers">How the network's own layers are called; others keep their names.</param>
public sealed record KeyPatterns(
    string Unit, int FirstStage, int FirstUnit, EquatableArray<KeyedLayer> UnitLayers, EquatableArray<KeyedLayer> OuterLayers)
{
    /// <summary>Whether keys have levels, which are modules of their own.</summary>
    public bool HasLevels => Unit.IndexOf('.') >= 0;

    /// <summary>The patterns of a network, or null where each part's name is its key.</summary>
    public static KeyPatterns? Of(Architecture architecture) => architecture.Keys switch
    {
        KeyStyle.Keras => Keras(architecture.Stages[0].Unit.Order == UnitOrder.Pre),
        KeyStyle.Torchvision when architecture.Stages[0].Shortcut.Plain == PlainShortcut.Concatenate => DenseNet(architecture.Stages.Count),
        _ => null,
    };

    /// <summary>What the keys of a unit's layers begin with.</summary>
    /// <param name="stage">The stage's number, or code for it.</param>
    /// <param name="unit">The unit's number in its stage, or code for it.</param>
    public string OfUnit(string stage, string unit) => string.Format(CultureInfo.InvariantCulture, Unit, stage, unit);

    /// <summary>The key of a layer of a unit, behind what <see cref="OfUnit"/> gives.</summary>
    public string OfUnitLayer(string name) => KeyOf(UnitLayers, name);

    /// <summary>The key of a layer of the network itself.</summary>
    public string OfOuterLayer(string name) => KeyOf(OuterLayers, name);

    private static string KeyOf(EquatableArray<KeyedLayer> layers, string name) => layers.FirstOrDefault(l => l.Name == name)?.Key ?? name;

    /// <summary>Those of torchvision's DenseNets.</summary>
    private static KeyPatterns DenseNet(int stages) => new(
        "features.denseblock{0}.denselayer{1}.",
        FirstStage: 1,
        FirstUnit: 1,
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
        "conv{0}_block{1}_",
        FirstStage: 2,
        FirstUnit: 1,
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
        ListOf(
            new KeyedLayer("conv1", "conv1_conv"),
            new KeyedLayer("bn1", "conv1_bn"),
            new KeyedLayer("norm", "post_bn"),
            new KeyedLayer("fc", "predictions")));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
