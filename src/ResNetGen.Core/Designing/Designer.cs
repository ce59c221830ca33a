using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Reading;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Designing;

/// <summary>
/// Spells out every choice of a network. What a choice makes pointless is left at one value, so that two specifications of one network come to
/// equal architectures.
/// </summary>
internal static class Designer
{
    /// <summary>The network of a specification whose stages have widths. Where their units are unknown, each has one.</summary>
    public static DesignedNetwork Design(SpecLayers layers)
    {
        var choices = new NetworkChoices(layers);
        var stages = StageDesigner.Design(layers, choices);
        var architecture = new Architecture(
            VersionOf(choices),
            StemDesigner.Design(layers, choices, stages[0]),
            stages,
            HeadDesigner.Design(layers, choices),
            Layers(layers, choices),
            new StartDesign(layers.Choice<WeightStart>(NetworkOptions.Initialization), choices.HasNorm && layers.Of<bool>(NetworkOptions.ZeroLastNorm)),
            new DecayDesign(
                layers.Of<double>(LayerOptions.DecayConvolutions),
                layers.Of<double>(LayerOptions.DecayDense),
                choices.HasNorm ? layers.Of<double>(LayerOptions.DecayNorms) : 0),
            Survival(layers),
            KeysOf(layers),
            layers.Choice<NetworkTarget>(NetworkOptions.Target));
        var input = layers.Of<WrittenShape>(NetworkOptions.Input);
        return new DesignedNetwork(
            architecture,
            new Shape(input.Channels.Value, input.Height.Value, input.Width.Value),
            layers.Find<int>(NetworkOptions.Budget)?.Value);
    }

    private static int VersionOf(NetworkChoices choices) => choices.Order switch
    {
        _ when choices.Changing is ShortcutKind.Concatenate or ShortcutKind.None => 0,
        UnitOrder.Post => 1,
        UnitOrder.Pre => 2,
        _ => 0,
    };

    private static LayerDesign Layers(SpecLayers layers, NetworkChoices choices)
    {
        var activation = layers.Choice<ActivationKind>(NetworkOptions.Nonlinearity);
        return new LayerDesign(
            activation,
            activation == ActivationKind.LeakyRelu ? layers.Of<double>(NetworkOptions.Slope) : 0,
            choices.Norm,
            choices.Norm == NormKind.Group ? layers.Of<int>(LayerOptions.NormGroups) : 0,
            choices.HasNorm ? layers.Of<double>(LayerOptions.NormEpsilon) : 0,
            choices.Norm == NormKind.Batch ? layers.Of<double>(LayerOptions.NormMomentum) : 0,
            choices.Bias,
            layers.Choice<PaddingKind>(NetworkOptions.Padding));
    }

    private static KeyDesign KeysOf(SpecLayers layers)
    {
        var style = layers.Choice<KeyStyle>(KeyOptions.Style);
        return style == KeyStyle.KerasNumbered
            ? new KeyDesign(style, null, default, default)
            : new KeyDesign(
                style,
                layers.Find<string>(KeyOptions.Units) is { } units ? KeyPatternText.Read(units.Value) : null,
                LayersOf(KeyOptions.UnitLayers),
                LayersOf(KeyOptions.Layers));

        EquatableArray<KeyedLayer> LayersOf(Option option) =>
            layers.Find<EquatableArray<WrittenKey>>(option) is { } keys ? keys.Value.Select(key => new KeyedLayer(key.Layer, key.Key)).ToEquatableArray() : default;
    }

    private static SurvivalDesign? Survival(SpecLayers layers)
    {
        var last = layers.Of<double>(LayerOptions.SurvivalLast);
        return last < 1 ? new SurvivalDesign(layers.Choice<SurvivalRule>(LayerOptions.SurvivalRule), last) : null;
    }
}
