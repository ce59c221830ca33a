using ResNetGen.Core.Values;

namespace ResNetGen.Core.Designs;

/// <summary>From the image to the first stage.</summary>
/// <param name="Convolutions">One, or several of a deep stem; between them stand norm and activation.</param>
/// <param name="Bias">Whether the convolutions have a bias.</param>
/// <param name="Norm">Whether a norm follows the last convolution.</param>
/// <param name="Activation">Whether an activation follows it.</param>
/// <param name="Dropout">The share of numbers that dropout behind the activation sets to 0 in training; 0 for none.</param>
/// <param name="Pool">A pool at the end, or null.</param>
public sealed record StemDesign(EquatableArray<StemConvolution> Convolutions, bool Bias, bool Norm, bool Activation, double Dropout, PoolDesign? Pool);
