using System;
using ResNetGen.Data;
using ResNetGen.Images;
using ResNetGen.Images.Png;

namespace ResNetGen.Reports;

/// <summary>Pictures inside a page.</summary>
internal static class PictureUri
{
    // Twice what the page shows, for screens with fine pixels; larger ones would only make it heavy.
    private const int LongestSide = 224;

    /// <summary>An image of a data set as a <c>data:</c> address. Of other counts of channels than 3 the first is shown, in grey.</summary>
    public static string Of(IImageDataset images, int index)
    {
        var shape = images.Shape;
        var pixels = new byte[shape.Length];
        images.Read(index, pixels);
        var shown = shape.Channels == 3 ? shape : shape with { Channels = 1 };
        var picture = Picture.FromPlanes(pixels.AsSpan(0, shown.Length), shown);
        var scale = (double)LongestSide / Math.Max(shape.Height, shape.Width);
        if (scale < 1)
        {
            picture = picture.Resize(Math.Max(1, (int)Math.Round(scale * shape.Width)), Math.Max(1, (int)Math.Round(scale * shape.Height)));
        }

        return "data:image/png;base64," + Convert.ToBase64String(PngFile.Encode(picture));
    }
}
