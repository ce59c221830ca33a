namespace ResNetGen;

/// <summary>The order of a unit's layers: He et al. (2016), figure 4.</summary>
public enum Activation
{
    /// <summary>Convolution, norm, activation; the last activation after the addition (a).</summary>
    Post,

    /// <summary>The last norm after the addition too (b).</summary>
    NormAfterAddition,

    /// <summary>The last activation before the addition (c).</summary>
    ActivationBeforeAddition,

    /// <summary>Activation, convolution, norm: ReLU-only pre-activation (d).</summary>
    ActivationFirst,

    /// <summary>Norm, activation, convolution: full pre-activation (e).</summary>
    Pre,
}
