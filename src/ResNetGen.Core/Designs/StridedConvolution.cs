namespace ResNetGen.Core.Designs;

/// <summary>Which convolution of a unit takes the stride.</summary>
public enum StridedConvolution
{
    /// <summary>The first: He et al. (2015), called v1.</summary>
    First,

    /// <summary>The 3 x 3 of a bottleneck unit, called v1.5; in basic units the first.</summary>
    Middle,
}
