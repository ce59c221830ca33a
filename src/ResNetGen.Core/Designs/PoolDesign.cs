namespace ResNetGen.Core.Designs;

/// <summary>A pool.</summary>
/// <param name="Kind">How a window becomes one number.</param>
/// <param name="Kernel">Rows and columns of the window.</param>
/// <param name="Stride">How many positions it moves on in both directions.</param>
/// <param name="Padding">Rows and columns that are added on each side; they count neither for a maximum nor for a mean.</param>
/// <param name="Ceiling">Whether a window that does not fit whole is taken too.</param>
public sealed record PoolDesign(PoolKind Kind, int Kernel, int Stride, int Padding, bool Ceiling);
