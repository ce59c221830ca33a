using System;
using ResNetGen.Images;

namespace ResNetGen.Runtime.Tests.Images;

/// <summary>Pictures that tests make up: smooth, so that JPEG keeps them nearly, and different in every corner and channel.</summary>
internal static class SamplePicture
{
    public static Picture Make(int width, int height, int channels = 3)
    {
        var picture = new Picture(width, height, channels);
        for (var y = 0; y < height; y++)
        {
            var row = picture.Row(y);
            for (var i = 0; i < row.Length; i++)
            {
                var (x, channel) = (i / channels, i % channels);
                row[i] = (byte)(channel switch { 0 => 255 * x / width, 1 => 255 * y / height, _ => 255 * (x + y) / (width + height) });
            }
        }

        return picture;
    }

    /// <summary>Every byte drawn.</summary>
    public static Picture Noise(int width, int height, int channels = 3)
    {
        var picture = new Picture(width, height, channels);
        new Random(width + height).NextBytes(picture.Pixels);
        return picture;
    }
}
