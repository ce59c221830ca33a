using System;

namespace ResNetGen.Images;

/// <summary>A part of a picture, in pixels.</summary>
/// <param name="Left">Its first column.</param>
/// <param name="Top">Its first row.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Height">Its rows.</param>
public readonly record struct PictureRegion(int Left, int Top, int Width, int Height)
{
    /// <summary>All of a picture.</summary>
    public static PictureRegion Whole(PictureSize size) => new(0, 0, size.Width, size.Height);

    /// <summary>The part of this size in the middle of a picture; of two middles, torchvision's.</summary>
    public static PictureRegion Middle(PictureSize picture, PictureSize part) => new(
        (int)Math.Round((picture.Width - part.Width) / 2.0), (int)Math.Round((picture.Height - part.Height) / 2.0), part.Width, part.Height);
}
