using System;
using System.Buffers;
using ResNetGen.Images;
using ResNetGen.Images.Resizing;

namespace ResNetGen.Data;

/// <summary>One image's way from a data set to a network's numbers: varied, cropped, mirrored and normalised. Nothing is allocated on it.</summary>
internal sealed class ImagePreparation(FeatureShape shape, Normalization normalization, Augmentation augmentation)
{
    private const int Levels = 256;

    // A table gives exactly the numbers of the formula, and is faster than it.
    private readonly float[] table = normalization.Table(shape.Channels);

    /// <summary>Reads an image, or the part of it that is drawn.</summary>
    /// <returns>Its label.</returns>
    public int Read(IImageDataset data, int index, ref RandomStream random, Span<byte> pixels)
    {
        if (augmentation.Resized is null)
        {
            return data.Read(index, pixels);
        }

        var crop = new PictureCrop(augmentation.Resized, random.Fork());
        if (data is IPictureDataset pictures)
        {
            return pictures.Read(index, crop, pixels);
        }

        var whole = ArrayPool<byte>.Shared.Rent(shape.Length);
        try
        {
            var label = data.Read(index, whole.AsSpan(0, shape.Length));
            Resize(whole, crop, pixels);
            return label;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    /// <summary>Writes an image's numbers, channel by channel. The pixels may be changed on the way.</summary>
    public void Prepare(Span<byte> pixels, RandomStream random, Span<float> numbers)
    {
        var (top, left, mirror) = augmentation.Draw(ref random);
        if (augmentation.Shift > 0)
        {
            ImageShift.Apply(pixels, shape, augmentation.Shift, ref random);
        }

        augmentation.Color?.Apply(pixels, shape.Channels, ref random);
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var levels = table.AsSpan(channel * Levels, Levels);
            for (var row = 0; row < shape.Height; row++)
            {
                var destination = numbers.Slice(((channel * shape.Height) + row) * shape.Width, shape.Width);
                var from = row + top;
                if ((uint)from >= (uint)shape.Height)
                {
                    destination.Fill(levels[0]);
                    continue;
                }

                var source = pixels.Slice(((channel * shape.Height) + from) * shape.Width, shape.Width);
                PrepareRow(source, left, levels, destination);
                if (mirror)
                {
                    destination.Reverse();
                }
            }
        }

        if (augmentation.Cutout > 0)
        {
            CutOut(numbers, random.Below(shape.Height), random.Below(shape.Width));
        }
    }

    private static void PrepareRow(ReadOnlySpan<byte> source, int left, ReadOnlySpan<float> levels, Span<float> destination)
    {
        // Beyond the image lies black.
        var blackBefore = Math.Clamp(-left, 0, destination.Length);
        var blackAfter = Math.Clamp(left, 0, destination.Length);
        destination[..blackBefore].Fill(levels[0]);
        destination[^blackAfter..].Fill(levels[0]);

        source = source[blackAfter..^blackBefore];
        destination = destination.Slice(blackBefore, source.Length);
        for (var column = 0; column < source.Length; column++)
        {
            destination[column] = levels[source[column]];
        }
    }

    private void Resize(ReadOnlySpan<byte> whole, PictureCrop crop, Span<byte> pixels)
    {
        var size = new PictureSize(shape.Width, shape.Height);
        var part = crop.Choose(size);
        var plane = shape.Height * shape.Width;
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            Bilinear.Resize(whole.Slice(channel * plane, plane), size, 1, part, size, PictureRegion.Whole(size), pixels.Slice(channel * plane, plane));
        }
    }

    /// <summary>Zeros, which are the mean, in the part of a square that lies within the image.</summary>
    private void CutOut(Span<float> numbers, int middleRow, int middleColumn)
    {
        var side = augmentation.Cutout;
        var (top, left) = ((long)middleRow - (side / 2), (long)middleColumn - (side / 2));
        var (firstRow, firstColumn) = ((int)Math.Max(0, top), (int)Math.Max(0, left));
        var (endRow, endColumn) = ((int)Math.Min(shape.Height, top + side), (int)Math.Min(shape.Width, left + side));
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            for (var row = firstRow; row < endRow; row++)
            {
                var start = ((channel * shape.Height) + row) * shape.Width;
                numbers[(start + firstColumn)..(start + Math.Max(firstColumn, endColumn))].Clear();
            }
        }
    }
}
