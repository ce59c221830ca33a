using System;

namespace ResNetGen.Data.Shapes;

/// <summary>Draws with soft edges into an image's planes.</summary>
internal readonly ref struct Canvas(Span<byte> pixels, FeatureShape shape)
{
    private readonly Span<byte> pixels = pixels;

    /// <summary>Fills everything with a colour that turns into another along a direction.</summary>
    public void Gradient(Color from, Color to, float angle)
    {
        var (dx, dy) = (MathF.Cos(angle) / shape.Width, MathF.Sin(angle) / shape.Height);
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            var middle = (from[channel] + to[channel]) / 2;
            var difference = to[channel] - from[channel];
            for (var row = 0; row < shape.Height; row++)
            {
                var line = Row(channel, row);
                var value = middle + (difference * (((row - (shape.Height / 2f)) * dy) - (shape.Width / 2f * dx)));
                for (var column = 0; column < line.Length; column++)
                {
                    line[column] = Level(value);
                    value += difference * dx;
                }
            }
        }
    }

    /// <summary>Draws a figure.</summary>
    /// <param name="figure">What.</param>
    /// <param name="pose">Where, how large and how turned.</param>
    /// <param name="color">In which colour.</param>
    public void Draw(Figure figure, Pose pose, Color color)
    {
        var reach = pose.Reach + 1;
        var (top, bottom) = (Math.Max(0, (int)(pose.Y - reach)), Math.Min(shape.Height, (int)(pose.Y + reach) + 1));
        var (left, right) = (Math.Max(0, (int)(pose.X - reach)), Math.Min(shape.Width, (int)(pose.X + reach) + 1));
        for (var row = top; row < bottom; row++)
        {
            for (var column = left; column < right; column++)
            {
                var (x, y) = pose.ToFigure(column + 0.5f, row + 0.5f);

                // A pixel is covered as far as the outline lies beyond its middle, half a pixel either way.
                var coverage = 0.5f - (figure.Distance(x, y) * pose.Scale);
                if (coverage > 0)
                {
                    Blend(row, column, color, MathF.Min(coverage, 1));
                }
            }
        }
    }

    /// <summary>Adds noise of about the normal distribution to every number.</summary>
    /// <param name="deviation">Its standard deviation, in levels.</param>
    /// <param name="random">Where it comes from.</param>
    public void Noise(float deviation, ref RandomStream random)
    {
        // The sum of four bytes has a deviation of 147.8; eight bytes of randomness make two numbers.
        var scale = deviation / 147.8f;
        for (var i = 0; i < pixels.Length; i += 2)
        {
            var bits = random.Bits();
            pixels[i] = Level(pixels[i] + (scale * ByteSum((uint)bits)));
            if (i + 1 < pixels.Length)
            {
                pixels[i + 1] = Level(pixels[i + 1] + (scale * ByteSum((uint)(bits >> 32))));
            }
        }
    }

    private static int ByteSum(uint bits) =>
        (int)((bits & 255) + ((bits >> 8) & 255) + ((bits >> 16) & 255) + (bits >> 24)) - 510;

    private static byte Level(float value) => (byte)Math.Clamp(value + 0.5f, 0, 255);

    private void Blend(int row, int column, Color color, float coverage)
    {
        for (var channel = 0; channel < shape.Channels; channel++)
        {
            ref var pixel = ref Row(channel, row)[column];
            pixel = Level(pixel + ((color[channel] - pixel) * coverage));
        }
    }

    private Span<byte> Row(int channel, int row) =>
        pixels.Slice(((channel * shape.Height) + row) * shape.Width, shape.Width);
}
