namespace ResNetGen;

/// <summary>What a projection of a pre-activation unit takes.</summary>
public enum ProjectionSource
{
    /// <summary>What the first convolution takes: He et al. (2016).</summary>
    Activated,

    /// <summary>What the unit takes: the Keras example.</summary>
    Input,
}
