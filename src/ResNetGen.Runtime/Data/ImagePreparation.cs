using System;

namespace ResNetGen.Data;

/// <summary>One image's way from bytes to a network's numbers: crop, mirror and normalise, in one pass.</summary>
internal sealed class ImagePreparation(FeatureShape shape, Normalization normalization, Augmentation augmentation)
{
    private const int Levels = 256;

    // A table gives exactly the numbers of the formula, and is faster than it.
    private readonly float[] table = normalization.Table(shape.Channels);

    /// <summary>Writes an image's numbers, channel by channel.</summary>
    public void Prepare(ReadOnlySpan<byte> pixels, RandomStream random, Span<float> numbers)
    {
        var (top, left, mirror) = augmentation.Draw(ref random);
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
}
