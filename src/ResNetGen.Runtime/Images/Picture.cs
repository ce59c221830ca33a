using System;
using ResNetGen.Images.Resizing;

namespace ResNetGen.Images;

/// <summary>A picture in memory: rows from the top, the channels of a pixel side by side, a byte each.</summary>
public sealed class Picture
{
    /// <summary>A black picture.</summary>
    /// <param name="width">Columns, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="channels">1 for grey, 3 for red, green and blue.</param>
    public Picture(int width, int height, int channels = 3)
        : this(width, height, channels, new byte[Length(width, height, channels)])
    {
    }

    /// <summary>A picture of these pixels, which are not copied.</summary>
    /// <param name="width">Columns, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="channels">1 for grey, 3 for red, green and blue.</param>
    /// <param name="pixels">Height x width x channels bytes.</param>
    /// <exception cref="ArgumentException">There are more bytes or fewer.</exception>
    public Picture(int width, int height, int channels, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        var length = Length(width, height, channels);
        if (pixels.Length != length)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"A picture of {width} x {height} pixels and {channels} channels has {length} bytes, not {pixels.Length}."), nameof(pixels));
        }

        Width = width;
        Height = height;
        Channels = channels;
        Pixels = pixels;
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>1 for grey, 3 for red, green and blue.</summary>
    public int Channels { get; }

    /// <summary>Height x width x channels bytes.</summary>
    public byte[] Pixels { get; }

    /// <summary>The picture of an image of a data set.</summary>
    /// <param name="planes">One plane a channel, as data sets give them: channels x height x width bytes.</param>
    /// <param name="shape">1 or 3 channels.</param>
    public static Picture FromPlanes(ReadOnlySpan<byte> planes, FeatureShape shape)
    {
        var picture = new Picture(shape.Width, shape.Height, shape.Channels);
        if (planes.Length != picture.Pixels.Length)
        {
            throw new ArgumentException(FormattableString.Invariant($"An image of {shape} has {picture.Pixels.Length} bytes, not {planes.Length}."), nameof(planes));
        }

        Interleave.Planes(planes, shape.Channels, picture.Pixels);
        return picture;
    }

    /// <summary>Writes the pixels as a data set gives them: one plane a channel.</summary>
    /// <param name="planes">Channels x height x width bytes.</param>
    public void CopyToPlanes(Span<byte> planes) => Interleave.ToPlanes(Pixels, Channels, planes[..Pixels.Length]);

    /// <summary>A row's bytes: width x channels.</summary>
    /// <param name="row">From 0, at the top.</param>
    public Span<byte> Row(int row) => Pixels.AsSpan(row * Width * Channels, Width * Channels);

    /// <summary>The picture at another size: bilinear, with antialiasing, to the level what PIL and torchvision give.</summary>
    /// <param name="width">Columns, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    public Picture Resize(int width, int height)
    {
        var (size, result) = (new PictureSize(Width, Height), new Picture(width, height, Channels));
        var resized = new PictureSize(width, height);
        Bilinear.Resize(Pixels, size, Channels, PictureRegion.Whole(size), resized, PictureRegion.Whole(resized), result.Pixels);
        return result;
    }

    private static int Length(int width, int height, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (channels is not (1 or 3))
        {
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "A picture has 1 channel (grey) or 3 (red, green, blue).");
        }

        var length = (long)width * height * channels;
        return length <= Array.MaxLength
            ? (int)length
            : throw new ArgumentOutOfRangeException(nameof(width), FormattableString.Invariant($"A picture of {width} x {height} pixels is larger than memory has one piece for."));
    }
}
