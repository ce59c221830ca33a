using ResNetGen.Core.Values;

namespace ResNetGen.Core.Designs;

/// <summary>A network with every choice spelled out, before its shapes are known. Whoever makes one leaves nothing open, and whoever reads one adds no default.</summary>
/// <param name="Version">1 for post-activation, 2 for pre-activation, of the networks that papers call so; 0 for others.</param>
/// <param name="Stem">What is in front of the stages.</param>
/// <param name="Stages">The stages: one to eight.</param>
/// <param name="Head">What is behind the stages.</param>
/// <param name="Layers">What all layers have in common.</param>
/// <param name="Start">How weights start.</param>
/// <param name="Decay">L2 per kind of layer, for whoever trains.</param>
/// <param name="Survival">Stochastic depth, or null where every unit is always computed.</param>
/// <param name="Keys">How the tensors of the state_dict are called.</param>
/// <param name="Target">The kind of class to write.</param>
public sealed record Architecture(
    int Version,
    StemDesign Stem,
    EquatableArray<StageDesign> Stages,
    HeadDesign Head,
    LayerDesign Layers,
    StartDesign Start,
    DecayDesign Decay,
    SurvivalDesign? Survival,
    KeyDesign Keys,
    NetworkTarget Target);
