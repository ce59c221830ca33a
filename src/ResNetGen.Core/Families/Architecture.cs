using ResNetGen.Core.Values;

namespace ResNetGen.Core.Families;

/// <summary>A network with every choice spelled out, before its shapes are known.</summary>
/// <param name="Version">1 for post-activation, 2 for pre-activation.</param>
/// <param name="Unit">The convolutions of a unit.</param>
/// <param name="Order">Where norm and activation stand.</param>
/// <param name="Shortcut">What passes a unit by where its shape changes.</param>
/// <param name="Stem">What is in front of the stages.</param>
/// <param name="Stages">The stages.</param>
/// <param name="Head">What is behind the stages.</param>
public sealed record Architecture(
    int Version,
    UnitKind Unit,
    ActivationOrder Order,
    ShortcutKind Shortcut,
    StemDesign Stem,
    EquatableArray<StageDesign> Stages,
    HeadDesign Head);
