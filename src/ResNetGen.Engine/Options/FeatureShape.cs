using System;

namespace ResNetGen;

/// <summary>The shape of one image or feature map, without the batch.</summary>
/// <param name="Channels">How many channels, 3 for a color image.</param>
/// <param name="Height">Rows, in pixels.</param>
/// <param name="Width">Columns, in pixels.</param>
public readonly record struct FeatureShape(int Channels, int Height, int Width)
{
    /// <summary>Whether this is the shape of a vector, which has 0 rows and columns.</summary>
    public bool IsVector => Height == 0 && Width == 0;

    /// <summary>The values of one image: channels times height times width; of a vector, its channels.</summary>
    /// <exception cref="OverflowException">The product is more than an <see cref="int"/> holds.</exception>
    public int Length => IsVector ? Channels : checked(Channels * Height * Width);

    /// <summary>The shape as people write it: <c>3 x 32 x 32</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Channels} x {Height} x {Width}");
}
