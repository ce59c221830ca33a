namespace ResNetGen.Core.Designs;

/// <summary>Which convolutions of units and shortcuts have a bias.</summary>
public enum BiasRule
{
    /// <summary>None.</summary>
    None,

    /// <summary>Those that no norm follows: the last of a pre-activation unit, and a projection without norm, as in version 2 of Keras Applications.</summary>
    WithoutNorm,

    /// <summary>All.</summary>
    All,
}
