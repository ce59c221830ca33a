using System;
using System.Buffers;
using System.Numerics;

namespace ResNetGen.Images.Resizing;

/// <summary>
/// Makes pictures larger or smaller by bilinear filtering with antialiasing, first along rows and then along columns, with whole numbers: to the level what PIL gives,
/// and with it torchvision's transforms of pictures.
/// </summary>
internal static class Bilinear
{
    private const int Half = 1 << (FilterTaps.FractionBits - 1);

    /// <summary>Resizes a part of a picture. Nothing outside of the part counts.</summary>
    /// <param name="source">The picture, the channels of a pixel side by side.</param>
    /// <param name="size">Its size.</param>
    /// <param name="channels">Bytes a pixel.</param>
    /// <param name="part">What is resized.</param>
    /// <param name="result">The size that it gets.</param>
    /// <param name="window">What of the result is wanted.</param>
    /// <param name="destination">Where that goes.</param>
    public static void Resize(
        ReadOnlySpan<byte> source, PictureSize size, int channels, PictureRegion part, PictureSize result, PictureRegion window, Span<byte> destination)
    {
        using var columns = new FilterTaps(part.Width, result.Width, window.Left, window.Width);
        using var rows = new FilterTaps(part.Height, result.Height, window.Top, window.Height);
        var first = rows.First(0);
        var last = rows.First(window.Height - 1) + rows.Weights(window.Height - 1).Length;
        var stride = window.Width * channels;
        var buffer = ArrayPool<byte>.Shared.Rent(checked((last - first) * stride));
        for (var y = first; y < last; y++)
        {
            var row = source.Slice((int)((((long)(part.Top + y) * size.Width) + part.Left) * channels), part.Width * channels);
            ResizeRow(row, channels, columns, buffer.AsSpan((y - first) * stride, stride));
        }

        for (var y = 0; y < window.Height; y++)
        {
            var weights = rows.Weights(y);
            MixRows(buffer.AsSpan((rows.First(y) - first) * stride, weights.Length * stride), weights, destination.Slice(y * stride, stride));
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static void ResizeRow(ReadOnlySpan<byte> source, int channels, in FilterTaps taps, Span<byte> destination)
    {
        if (channels == 3)
        {
            ResizeColorRow(source, taps, destination);
            return;
        }

        for (var i = 0; i < destination.Length; i++)
        {
            var (place, channel) = Math.DivRem(i, channels);
            var weights = taps.Weights(place);
            var from = (taps.First(place) * channels) + channel;
            var sum = Half;
            for (var tap = 0; tap < weights.Length; tap++, from += channels)
            {
                sum += source[from] * weights[tap];
            }

            destination[i] = (byte)(sum >> FilterTaps.FractionBits);
        }
    }

    private static void ResizeColorRow(ReadOnlySpan<byte> source, in FilterTaps taps, Span<byte> destination)
    {
        for (var place = 0; place < destination.Length / 3; place++)
        {
            var weights = taps.Weights(place);
            var pixels = source.Slice(taps.First(place) * 3, weights.Length * 3);
            var (red, green, blue) = (Half, Half, Half);
            for (int tap = 0, from = 0; tap < weights.Length; tap++, from += 3)
            {
                var weight = weights[tap];
                red += pixels[from] * weight;
                green += pixels[from + 1] * weight;
                blue += pixels[from + 2] * weight;
            }

            destination[3 * place] = (byte)(red >> FilterTaps.FractionBits);
            destination[(3 * place) + 1] = (byte)(green >> FilterTaps.FractionBits);
            destination[(3 * place) + 2] = (byte)(blue >> FilterTaps.FractionBits);
        }
    }

    /// <summary>Weighs rows that lie one after the other, each as long as the destination.</summary>
    private static void MixRows(ReadOnlySpan<byte> rows, ReadOnlySpan<int> weights, Span<byte> destination)
    {
        var width = Vector<byte>.Count;
        var place = 0;
        for (; place + width <= destination.Length; place += width)
        {
            var (a, b, c, d) = (new Vector<uint>(Half), new Vector<uint>(Half), new Vector<uint>(Half), new Vector<uint>(Half));
            for (var tap = 0; tap < weights.Length; tap++)
            {
                var weight = (uint)weights[tap];
                Vector.Widen(new Vector<byte>(rows.Slice((tap * destination.Length) + place, width)), out var low, out var high);
                Vector.Widen(low, out var first, out var second);
                Vector.Widen(high, out var third, out var fourth);
                a += first * weight;
                b += second * weight;
                c += third * weight;
                d += fourth * weight;
            }

            var mixed = Vector.Narrow(
                Vector.Narrow(a >>> FilterTaps.FractionBits, b >>> FilterTaps.FractionBits),
                Vector.Narrow(c >>> FilterTaps.FractionBits, d >>> FilterTaps.FractionBits));
            mixed.CopyTo(destination[place..]);
        }

        for (; place < destination.Length; place++)
        {
            var sum = Half;
            for (var tap = 0; tap < weights.Length; tap++)
            {
                sum += rows[(tap * destination.Length) + place] * weights[tap];
            }

            destination[place] = (byte)(sum >> FilterTaps.FractionBits);
        }
    }
}
