namespace ResNetGen.Core.Designs;

/// <summary>How the weights of convolutions start.</summary>
public enum WeightStart
{
    /// <summary>Normal, of variance 2 / (kernel * outputs): He et al. (2015, arXiv:1502.01852), for the backward pass.</summary>
    HeFanOut,

    /// <summary>Normal, of variance 2 / (kernel * inputs), for the forward pass.</summary>
    HeFanIn,

    /// <summary>As HeFanIn, cut off at two standard deviations, as Keras' he_normal does.</summary>
    KerasHeNormal,
}
