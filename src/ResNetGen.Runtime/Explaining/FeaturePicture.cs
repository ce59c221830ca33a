using System;
using System.Linq;
using ResNetGen.Images;

namespace ResNetGen.Explaining;

/// <summary>A stage's feature maps as a picture.</summary>
public static class FeaturePicture
{
    private const int Columns = 8;
    private const int MostMaps = 64;
    private const int LeastSize = 48;
    private const int Gap = 3;

    /// <summary>The first 64 channels, eight in a row, each from its lowest number (dark) to its highest (bright); what is the same everywhere is dark.</summary>
    /// <param name="maps">The feature maps.</param>
    public static Picture Of(FeatureMaps maps)
    {
        ArgumentNullException.ThrowIfNull(maps);
        var (count, columns) = (Math.Min(MostMaps, maps.Shape.Channels), Math.Min(Columns, maps.Shape.Channels));
        var rows = (count + columns - 1) / columns;
        var scale = Math.Max(1, (int)Math.Ceiling((double)LeastSize / Math.Min(maps.Shape.Width, maps.Shape.Height)));
        var (width, height) = ((maps.Shape.Width * scale) + Gap, (maps.Shape.Height * scale) + Gap);
        var picture = new Picture((columns * width) + Gap, (rows * height) + Gap);
        picture.Pixels.AsSpan().Fill(byte.MaxValue);
        for (var map = 0; map < count; map++)
        {
            Draw(maps, map, scale, picture, (map / columns * height) + Gap, (map % columns * width) + Gap);
        }

        return picture;
    }

    private static void Draw(FeatureMaps maps, int map, int scale, Picture picture, int top, int left)
    {
        var size = maps.Shape.Width * maps.Shape.Height;
        var values = maps.Values.Skip(map * size).Take(size).ToArray();
        var (lowest, highest) = (values.Min(), values.Max());
        for (var y = 0; y < maps.Shape.Height * scale; y++)
        {
            var row = picture.Row(top + y);
            for (var x = 0; x < maps.Shape.Width * scale; x++)
            {
                var value = values[(y / scale * maps.Shape.Width) + (x / scale)];
                var (red, green, blue) = ColourScale.Values.Of(highest > lowest ? (value - lowest) / (highest - lowest) : 0);
                (row[3 * (left + x)], row[(3 * (left + x)) + 1], row[(3 * (left + x)) + 2]) = (red, green, blue);
            }
        }
    }
}
