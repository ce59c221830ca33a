namespace ResNetGen;

/// <summary>Which convolution of a bottleneck unit takes the stride.</summary>
public enum StridedConvolution
{
    /// <summary>The first 1 x 1: He et al. (2015), called v1.</summary>
    First,

    /// <summary>The 3 x 3, called v1.5.</summary>
    Middle,
}
