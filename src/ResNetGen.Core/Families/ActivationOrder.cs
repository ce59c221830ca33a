namespace ResNetGen.Core.Families;

/// <summary>Where norm and activation stand.</summary>
public enum ActivationOrder
{
    /// <summary>After the convolution, the last activation after the addition (He et al., 2015).</summary>
    Post,

    /// <summary>Before the convolution, nothing after the addition (He et al., 2016).</summary>
    Pre,
}
