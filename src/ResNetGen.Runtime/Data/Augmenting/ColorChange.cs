using System;

namespace ResNetGen.Data;

/// <summary>Changes of colours in place, on planes red, green and blue. Each is that of torchvision's <c>adjust_...</c> functions.</summary>
internal static class ColorChange
{
    /// <summary>Multiplies all levels.</summary>
    public static void Brightness(Span<byte> planes, float factor)
    {
        Span<byte> table = stackalloc byte[256];
        Blend(table, factor, 0);
        Look(planes, table);
    }

    /// <summary>Moves all levels away from the image's mean grey, or towards it.</summary>
    public static void Contrast(Span<byte> planes, int channels, float factor)
    {
        var plane = planes.Length / channels;
        long sum = 0;
        for (var i = 0; i < plane; i++)
        {
            sum += channels == 1 ? planes[i] : (int)Grey(planes[i], planes[plane + i], planes[(2 * plane) + i]);
        }

        Span<byte> table = stackalloc byte[256];
        Blend(table, factor, (float)((double)sum / plane));
        Look(planes, table);
    }

    /// <summary>Moves each pixel away from its own grey, or towards it.</summary>
    public static void Saturation(Span<byte> planes, float factor)
    {
        var (red, green, blue) = Split(planes);
        for (var i = 0; i < red.Length; i++)
        {
            var grey = MathF.Truncate(Grey(red[i], green[i], blue[i]));
            red[i] = Level((factor * red[i]) + ((1 - factor) * grey));
            green[i] = Level((factor * green[i]) + ((1 - factor) * grey));
            blue[i] = Level((factor * blue[i]) + ((1 - factor) * grey));
        }
    }

    /// <summary>Turns all colours round the circle of hues.</summary>
    /// <param name="planes">Red, green and blue.</param>
    /// <param name="turn">By how much of the circle.</param>
    public static void Hue(Span<byte> planes, float turn)
    {
        var (red, green, blue) = Split(planes);
        for (var i = 0; i < red.Length; i++)
        {
            (red[i], green[i], blue[i]) = Turn(red[i], green[i], blue[i], turn);
        }
    }

    private static (byte Red, byte Green, byte Blue) Turn(byte red, byte green, byte blue, float turn)
    {
        var most = Math.Max(red, Math.Max(green, blue));
        var range = most - Math.Min(red, Math.Min(green, blue));
        if (range == 0)
        {
            return (red, green, blue);
        }

        // A sixth of the circle goes from one of red, yellow, green, cyan, blue and magenta to the next.
        var sixths = most == red ? (green - blue) / (float)range
            : most == green ? 2 + ((blue - red) / (float)range)
            : 4 + ((red - green) / (float)range);
        var hue = (sixths / 6) + turn;
        hue = (hue - MathF.Floor(hue)) * 6;
        return (Channel(5), Channel(3), Channel(1));

        // Smith, "Color Gamut Transform Pairs", 1978: a channel is full within a sixth of its own hue, and has nothing left two sixths away.
        byte Channel(int shift)
        {
            var k = (shift + hue) % 6;
            return Level(most - (range * Math.Clamp(MathF.Min(k, 4 - k), 0, 1)) + 0.5f);
        }
    }

    private static void Blend(Span<byte> table, float factor, float other)
    {
        for (var level = 0; level < table.Length; level++)
        {
            table[level] = Level((factor * level) + ((1 - factor) * other));
        }
    }

    private static void Look(Span<byte> levels, ReadOnlySpan<byte> table)
    {
        foreach (ref var level in levels)
        {
            level = table[level];
        }
    }

    // The luma of ITU-R BT.601.
    private static float Grey(byte red, byte green, byte blue) => (0.2989f * red) + (0.587f * green) + (0.114f * blue);

    private static byte Level(float level) => (byte)Math.Clamp(level, 0, 255);

    private static Channels Split(Span<byte> planes)
    {
        var plane = planes.Length / 3;
        return new Channels(planes[..plane], planes.Slice(plane, plane), planes[(2 * plane)..]);
    }

    private readonly ref struct Channels(Span<byte> red, Span<byte> green, Span<byte> blue)
    {
        private readonly Span<byte> red = red;
        private readonly Span<byte> green = green;
        private readonly Span<byte> blue = blue;

        public void Deconstruct(out Span<byte> first, out Span<byte> second, out Span<byte> third)
        {
            first = red;
            second = green;
            third = blue;
        }
    }
}
