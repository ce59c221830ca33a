using System;

namespace ResNetGen.Images;

/// <summary>The size of a picture, in pixels.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct PictureSize(int Width, int Height)
{
    /// <summary>Columns times rows.</summary>
    public long Pixels => (long)Width * Height;

    /// <summary>The size as people write it, width first: <c>640 x 480</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Width} x {Height}");
}
