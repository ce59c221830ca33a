namespace ResNetGen.Core.Designs;

/// <summary>A fully connected layer of the head with its activation.</summary>
/// <param name="Width">What it gives.</param>
/// <param name="Norm">Whether a norm follows the activation.</param>
/// <param name="Dropout">The share of numbers that dropout behind it sets to 0 in training; 0 for none.</param>
public sealed record DenseDesign(int Width, bool Norm, double Dropout);
