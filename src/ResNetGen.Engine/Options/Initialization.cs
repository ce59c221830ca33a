namespace ResNetGen;

/// <summary>How the weights of convolutions start: He et al. (2015, arXiv:1502.01852).</summary>
public enum Initialization
{
    /// <summary>Normal, for the backward pass.</summary>
    HeFanOut,

    /// <summary>Normal, for the forward pass.</summary>
    HeFanIn,

    /// <summary>As he-fan-in, cut off at two standard deviations.</summary>
    KerasHeNormal,
}
