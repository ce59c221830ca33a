namespace ResNetGen.Core.Designs;

/// <summary>What a projection of a pre-activation unit takes.</summary>
public enum ProjectionSource
{
    /// <summary>What the unit's first convolution takes: He et al. (2016).</summary>
    Activated,

    /// <summary>What the unit takes, as it is: the Keras example.</summary>
    Input,
}
