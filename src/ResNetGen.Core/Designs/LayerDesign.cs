namespace ResNetGen.Core.Designs;

/// <summary>What all layers of a network have in common.</summary>
/// <param name="Activation">The nonlinearity.</param>
/// <param name="Slope">The slope of a leaky one below 0.</param>
/// <param name="Norm">The normalization.</param>
/// <param name="NormGroups">In how many groups group normalization looks at the channels; 0 for others.</param>
/// <param name="NormEpsilon">What is added to a variance.</param>
/// <param name="NormMomentum">The share of a new batch in the running statistics, as PyTorch counts it.</param>
/// <param name="Bias">Which convolutions of units and shortcuts have a bias.</param>
/// <param name="Padding">How convolutions are padded.</param>
public sealed record LayerDesign(
    ActivationKind Activation,
    double Slope,
    NormKind Norm,
    int NormGroups,
    double NormEpsilon,
    double NormMomentum,
    BiasRule Bias,
    PaddingKind Padding)
{
    /// <summary>Whether a convolution of a unit or a shortcut has a bias.</summary>
    /// <param name="isFollowedByNorm">Whether a norm follows it where the network has norms.</param>
    public bool HasBias(bool isFollowedByNorm) =>
        Bias == BiasRule.All || (Bias == BiasRule.WithoutNorm && !(isFollowedByNorm && Norm != NormKind.None));
}
