namespace ResNetGen.Core.Families;

/// <summary>From the image to the first stage: a convolution that keeps the size.</summary>
/// <param name="Convolution">The convolution's key.</param>
/// <param name="Kernel">Rows and columns of its kernel; odd.</param>
/// <param name="Width">Channels that it gives.</param>
/// <param name="Norm">The key of the norm, which an activation follows; or null where the first unit has both.</param>
public sealed record StemDesign(string Convolution, int Kernel, int Width, string? Norm);
