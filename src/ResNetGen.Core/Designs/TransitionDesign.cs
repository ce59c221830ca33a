namespace ResNetGen.Core.Designs;

/// <summary>What stands between two stages of a network that concatenates: norm, activation, 1 x 1 convolution, average pool of stride 2.</summary>
/// <param name="Compression">The share of the channels that the convolution gives: Huang et al. (2017, arXiv:1608.06993), section 3.</param>
public sealed record TransitionDesign(double Compression);
