using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Designing;

/// <summary>The choices of a network that decide about others.</summary>
internal sealed class NetworkChoices
{
    public NetworkChoices(SpecLayers layers)
    {
        Order = layers.Choice<UnitOrder>(NetworkOptions.Activation);
        Norm = layers.Choice<NormKind>(LayerOptions.NormKind);
        Changing = layers.Choice<ShortcutKind>(ShortcutOptions.Kind);
        Units = [.. Enumerable.Range(0, layers.Stages).Select(i => UnitOf(layers, i))];
        Bias = layers.Find<Choice>(NetworkOptions.Bias)?.Value.Design is BiasRule bias
            ? bias
            : HasNorm ? BiasRule.None : BiasRule.All;
    }

    /// <summary>The order of a unit's layers.</summary>
    public UnitOrder Order { get; }

    /// <summary>The normalization.</summary>
    public NormKind Norm { get; }

    /// <summary>What passes a unit by where it changes the shape.</summary>
    public ShortcutKind Changing { get; }

    /// <summary>Which convolutions have a bias.</summary>
    public BiasRule Bias { get; }

    /// <summary>The convolutions of each stage's units.</summary>
    public UnitKind[] Units { get; }

    public bool HasNorm => Norm != NormKind.None;

    public bool Concatenates => Changing == ShortcutKind.Concatenate;

    /// <summary>Whether units start with an activation, so that the last one's result still needs one.</summary>
    public bool StartsActivated => Order is UnitOrder.Pre or UnitOrder.ActivationFirst;

    /// <summary>The depths that the network can have while all of its stages have as many units.</summary>
    public DepthRule Depths => new(Units.Sum(LayersOf));

    private static int LayersOf(UnitKind unit) => unit == UnitKind.Bottleneck ? 3 : 2;

    private static UnitKind UnitOf(SpecLayers layers, int stage)
    {
        // A stage's own word counts, unless a nearer layer speaks of all units.
        var own = layers.LayerOf(StageOptions.Unit, stage);
        return own <= layers.LayerOf(NetworkOptions.Unit)
            && layers.Find<Choice>(StageOptions.Unit, stage)?.Value.Design is UnitKind unit
            ? unit
            : layers.Choice<UnitKind>(NetworkOptions.Unit);
    }
}
