namespace ResNetGen.Core.Designs;

/// <summary>What weighs the channels of a unit's result, before the addition.</summary>
public enum AttentionKind
{
    /// <summary>Two linear layers over the channels' means: Hu et al. (2018, arXiv:1709.01507).</summary>
    SqueezeExcitation,

    /// <summary>A one-dimensional convolution over the channels' means: Wang et al. (2020, arXiv:1910.03151).</summary>
    EfficientChannel,
}
