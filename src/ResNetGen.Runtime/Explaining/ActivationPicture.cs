using System;
using ResNetGen.Images;

namespace ResNetGen.Explaining;

/// <summary>An image, and beside it what a class's score rests on there.</summary>
public static class ActivationPicture
{
    private const int LeastSize = 224;
    private const int Gap = 8;

    // How much the colours cover the image.
    private const float Cover = 0.55f;

    /// <summary>The picture: small images enlarged, left as they are, right under the colours, bright where the score comes from.</summary>
    /// <param name="image">The image that the network was given.</param>
    /// <param name="activation">What <see cref="GradCam"/> found.</param>
    public static Picture Of(Picture image, ClassActivation activation)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(activation);
        var scale = Math.Max(1, (int)Math.Ceiling((double)LeastSize / Math.Min(image.Width, image.Height)));
        var (width, height) = (image.Width * scale, image.Height * scale);
        var picture = new Picture((2 * width) + Gap, height);
        picture.Pixels.AsSpan().Fill(byte.MaxValue);
        for (var y = 0; y < height; y++)
        {
            var from = image.Row(y / scale);
            var to = picture.Row(y);
            for (var x = 0; x < width; x++)
            {
                var (red, green, blue) = ColourScale.Heat.Of(At(activation, (y + 0.5f) / height, (x + 0.5f) / width));
                var right = 3 * (width + Gap + x);
                for (var channel = 0; channel < 3; channel++)
                {
                    var pixel = from[(x / scale * image.Channels) + (image.Channels == 1 ? 0 : channel)];
                    var colour = channel == 0 ? red : channel == 1 ? green : blue;
                    to[(3 * x) + channel] = pixel;
                    to[right + channel] = (byte)MathF.Round((pixel * (1 - Cover)) + (colour * Cover));
                }
            }
        }

        return picture;
    }

    /// <summary>The activation at a place of the image, between the four nearest places of the map.</summary>
    private static float At(ClassActivation map, float down, float right)
    {
        var (y, x) = (Math.Clamp((down * map.Height) - 0.5f, 0, map.Height - 1), Math.Clamp((right * map.Width) - 0.5f, 0, map.Width - 1));
        var (top, left) = ((int)y, (int)x);
        var (bottom, end) = (Math.Min(top + 1, map.Height - 1), Math.Min(left + 1, map.Width - 1));
        float Value(int row, int column) => map.Values[(row * map.Width) + column];
        var above = Value(top, left) + ((Value(top, end) - Value(top, left)) * (x - left));
        var below = Value(bottom, left) + ((Value(bottom, end) - Value(bottom, left)) * (x - left));
        return above + ((below - above) * (y - top));
    }
}
