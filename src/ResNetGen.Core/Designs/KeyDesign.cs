using ResNetGen.Core.Values;

namespace ResNetGen.Core.Designs;

/// <summary>How the tensors of the state_dict are called.</summary>
/// <param name="Style">Whose keys they are, but for what the others say.</param>
/// <param name="Units">The keys of the layers of units, or null for the style's.</param>
/// <param name="UnitLayers">Layers of units that have another key than the style's.</param>
/// <param name="Layers">Layers of the network itself that have another key than the style's.</param>
public sealed record KeyDesign(KeyStyle Style, KeyPattern? Units, EquatableArray<KeyedLayer> UnitLayers, EquatableArray<KeyedLayer> Layers)
{
    /// <summary>Whether anything differs from the style.</summary>
    public bool IsOwn => Units is not null || UnitLayers.Count > 0 || Layers.Count > 0;
}
