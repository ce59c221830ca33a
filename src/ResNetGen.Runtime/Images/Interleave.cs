using System;

namespace ResNetGen.Images;

/// <summary>The two ways in which pixels lie: the channels of a pixel side by side, as files have them, and one plane a channel, as networks take them.</summary>
internal static class Interleave
{
    /// <summary>Puts planes side by side.</summary>
    public static void Planes(ReadOnlySpan<byte> planes, int channels, Span<byte> pixels)
    {
        if (channels == 1)
        {
            planes.CopyTo(pixels);
            return;
        }

        var plane = planes.Length / channels;
        for (var channel = 0; channel < channels; channel++)
        {
            var source = planes.Slice(channel * plane, plane);
            for (int i = 0, to = channel; i < source.Length; i++, to += channels)
            {
                pixels[to] = source[i];
            }
        }
    }

    /// <summary>Takes the channels of pixels apart.</summary>
    public static void ToPlanes(ReadOnlySpan<byte> pixels, int channels, Span<byte> planes)
    {
        if (channels == 1)
        {
            pixels.CopyTo(planes);
            return;
        }

        var plane = pixels.Length / channels;
        for (var channel = 0; channel < channels; channel++)
        {
            var destination = planes.Slice(channel * plane, plane);
            for (int i = 0, from = channel; i < destination.Length; i++, from += channels)
            {
                destination[i] = pixels[from];
            }
        }
    }

    /// <summary>Makes colours grey, with the weights of ITU-R BT.601 in whole numbers, as PIL does.</summary>
    public static void ToGrey(ReadOnlySpan<byte> pixels, Span<byte> grey)
    {
        for (int i = 0, from = 0; i < grey.Length; i++, from += 3)
        {
            grey[i] = (byte)(((pixels[from] * 19595) + (pixels[from + 1] * 38470) + (pixels[from + 2] * 7471) + 0x8000) >> 16);
        }
    }
}
