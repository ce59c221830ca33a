using System;

namespace ResNetGen.Core.Planning;

/// <summary>The shape of what an operation gives for one image: a feature map C x H x W, or a vector.</summary>
/// <param name="Channels">Channels of a feature map, length of a vector.</param>
/// <param name="Height">Rows; 0 in a vector.</param>
/// <param name="Width">Columns; 0 in a vector.</param>
public readonly record struct Shape(int Channels, int Height, int Width)
{
    /// <summary>Whether there are no rows and columns.</summary>
    public bool IsVector => Height == 0;

    /// <summary>How many positions a feature map has; 1 in a vector.</summary>
    public long Positions => IsVector ? 1 : (long)Height * Width;

    /// <summary>A vector of the given length.</summary>
    public static Shape Vector(int length) => new(length, 0, 0);

    /// <summary>The shape as people write it: <c>16 x 32 x 32</c>, or <c>10</c>.</summary>
    public override string ToString() => IsVector
        ? FormattableString.Invariant($"{Channels}")
        : FormattableString.Invariant($"{Channels} x {Height} x {Width}");
}
