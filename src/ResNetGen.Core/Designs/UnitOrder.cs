namespace ResNetGen.Core.Designs;

/// <summary>The order of a unit's layers: the five of He et al., "Identity Mappings in Deep Residual Networks" (2016, arXiv:1603.05027), figure 4.</summary>
public enum UnitOrder
{
    /// <summary>Original: convolution, norm, activation; the last activation after the addition.</summary>
    Post,

    /// <summary>As the original, with the last norm behind the addition, before the last activation.</summary>
    NormAfterAddition,

    /// <summary>As the original, with the last activation before the addition.</summary>
    ActivationBeforeAddition,

    /// <summary>ReLU-only pre-activation: activation, convolution, norm.</summary>
    ActivationFirst,

    /// <summary>Full pre-activation: norm, activation, convolution; nothing after the addition.</summary>
    Pre,
}
