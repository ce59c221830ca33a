namespace ResNetGen.Core.Designs;

/// <summary>A convolution of the stem.</summary>
/// <param name="Kernel">Rows and columns of its kernel; odd.</param>
/// <param name="Width">Channels that it gives.</param>
/// <param name="Stride">How many positions it moves on in both directions.</param>
public sealed record StemConvolution(int Kernel, int Width, int Stride);
