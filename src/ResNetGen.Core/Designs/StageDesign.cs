namespace ResNetGen.Core.Designs;

/// <summary>Residual units of one width.</summary>
/// <param name="Units">How many.</param>
/// <param name="Width">Channels that each unit gives; with concatenation, those that each unit adds.</param>
/// <param name="Inner">Channels that a bottleneck unit's 3 x 3 convolution works on, or that a dense unit's takes; a basic unit's width.</param>
/// <param name="Stride">The stride of one unit; the other units' are 1.</param>
/// <param name="StridedUnit">Which unit that is.</param>
/// <param name="Dilation">The distance between the positions that a 3 x 3 kernel looks at; 1 for neighbours.</param>
/// <param name="Unit">Its units.</param>
/// <param name="Shortcut">What passes the units by.</param>
/// <param name="Around">What passes the whole stage by.</param>
/// <param name="Transition">What stands behind the stage, or null.</param>
public sealed record StageDesign(
    int Units,
    int Width,
    int Inner,
    int Stride,
    StridedUnit StridedUnit,
    int Dilation,
    UnitDesign Unit,
    ShortcutDesign Shortcut,
    StageShortcut Around,
    TransitionDesign? Transition);
