namespace ResNetGen;

/// <summary>Which convolutions of units and shortcuts have a bias.</summary>
public enum Bias
{
    /// <summary>None.</summary>
    None,

    /// <summary>Those that no norm follows.</summary>
    WithoutNorm,

    /// <summary>All.</summary>
    All,
}
