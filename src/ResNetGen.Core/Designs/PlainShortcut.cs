namespace ResNetGen.Core.Designs;

/// <summary>What passes a unit by where it keeps the shape: the study of He et al. (2016), table 1.</summary>
public enum PlainShortcut
{
    /// <summary>The input as it is.</summary>
    Identity,

    /// <summary>The input times a constant, and the residual times what is left of 1.</summary>
    Scaled,

    /// <summary>Input and residual, weighed by a gate g and 1 - g, a 1 x 1 convolution with a sigmoid: Srivastava et al. (2015, arXiv:1505.00387).</summary>
    ExclusiveGate,

    /// <summary>The input weighed by 1 - g; the residual as it is.</summary>
    ShortcutGate,

    /// <summary>A 1 x 1 convolution: shortcut C.</summary>
    Projection,

    /// <summary>The input with dropout.</summary>
    Dropout,

    /// <summary>The input beside what the unit adds to it.</summary>
    Concatenate,

    /// <summary>Nothing: a plain network.</summary>
    None,
}
