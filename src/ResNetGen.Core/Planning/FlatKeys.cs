using System.Globalization;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning;

/// <summary>Keys of a state_dict without levels: stage and unit are numbers in the key of each of the unit's layers, as in <c>conv2_block1_1_conv</c>.</summary>
/// <param name="Unit">What the keys of a unit's layers begin with, as a format of the stage's number and the unit's.</param>
/// <param name="FirstStage">The number of the first stage.</param>
/// <param name="FirstUnit">The number of a stage's first unit.</param>
/// <param name="UnitLayers">How the layers of units are called behind that; others keep their names.</param>
/// <param name="OuterLayers">How the network's own layers are called; others keep their names.</param>
public sealed record FlatKeys(
    string Unit, int FirstStage, int FirstUnit, EquatableArray<KeyedLayer> UnitLayers, EquatableArray<KeyedLayer> OuterLayers)
{
    /// <summary>The keys of a style, or null where it has levels.</summary>
    /// <param name="style">The style.</param>
    /// <param name="order">The order of a unit's layers: Keras counts a norm with the convolution before it, and with none before the first.</param>
    public static FlatKeys? Of(KeyStyle style, UnitOrder order) => style == KeyStyle.Keras ? Keras(order == UnitOrder.Pre) : null;

    /// <summary>What the keys of a unit's layers begin with.</summary>
    /// <param name="stage">The stage's number, or code for it.</param>
    /// <param name="unit">The unit's number in its stage, or code for it.</param>
    public string OfUnit(string stage, string unit) => string.Format(CultureInfo.InvariantCulture, Unit, stage, unit);

    /// <summary>The key of a layer of a unit, behind what <see cref="OfUnit"/> gives.</summary>
    public string OfUnitLayer(string name) => KeyOf(UnitLayers, name);

    /// <summary>The key of a layer of the network itself.</summary>
    public string OfOuterLayer(string name) => KeyOf(OuterLayers, name);

    private static string KeyOf(EquatableArray<KeyedLayer> layers, string name) => layers.FirstOrDefault(l => l.Name == name)?.Key ?? name;

    private static FlatKeys Keras(bool isNormFirst) => new(
        "conv{0}_block{1}_",
        FirstStage: 2,
        FirstUnit: 1,
        Enumerable.Range(0, 4).SelectMany(number => new[]
        {
            new KeyedLayer(LayerKeys.Convolution(number), number + "_conv"),
            new KeyedLayer(LayerKeys.Norm(number), (isNormFirst, number) switch
            {
                (true, 1) => "preact_bn",
                (true, > 1) => (number - 1) + "_bn",
                _ => number + "_bn",
            }),
        }).ToEquatableArray(),
        ListOf(
            new KeyedLayer("conv1", "conv1_conv"),
            new KeyedLayer("bn1", "conv1_bn"),
            new KeyedLayer("norm", "post_bn"),
            new KeyedLayer("fc", "predictions")));
}
