namespace ResNetGen;

/// <summary>What weighs the channels of a unit before the addition.</summary>
public enum Attention
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Two linear layers over the channels' means: Hu et al. (2018).</summary>
    SqueezeExcitation,

    /// <summary>A one-dimensional convolution over them: Wang et al. (2020).</summary>
    EfficientChannel,
}
