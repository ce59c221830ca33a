namespace ResNetGen;

/// <summary>What passes a unit by where it keeps the shape: He et al. (2016), table 1.</summary>
public enum PlainShortcut
{
    /// <summary>The input as it is.</summary>
    Identity,

    /// <summary>The input times scale: constant scaling.</summary>
    Scaled,

    /// <summary>Input and residual, weighed by 1 - g and g: exclusive gating.</summary>
    ExclusiveGate,

    /// <summary>The input weighed by 1 - g: shortcut-only gating.</summary>
    ShortcutGate,

    /// <summary>A 1 x 1 convolution: C of He et al. (2015).</summary>
    Projection,

    /// <summary>The input with dropout.</summary>
    Dropout,
}
