using System;
using ResNetGen.Images;

namespace ResNetGen.Data;

/// <summary>
/// Cuts a part of random size, shape and place out of a picture, which is then resized to what the network takes: the scale and aspect ratio augmentation of
/// Szegedy et al. ("Going Deeper with Convolutions", 2014, section 6), drawn as torchvision does.
/// </summary>
/// <param name="LeastArea">The least share of the picture's area, above 0.</param>
/// <param name="MostArea">The largest share, up to 1.</param>
/// <param name="WidestRatio">How many times wider than high a part is at most, and how many times higher than wide.</param>
public sealed record RandomResizedCrop(float LeastArea = 0.08f, float MostArea = 1, float WidestRatio = 4 / 3f)
{
    private const int Attempts = 10;

    /// <summary>Draws a part.</summary>
    internal PictureRegion Draw(PictureSize picture, ref RandomStream random)
    {
        var widest = MathF.Log(WidestRatio);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var area = picture.Pixels * (double)random.Between(LeastArea, MostArea);
            var ratio = Math.Exp(random.Between(-widest, widest));
            var width = (int)Math.Round(Math.Sqrt(area * ratio));
            var height = (int)Math.Round(Math.Sqrt(area / ratio));
            if (width > 0 && width <= picture.Width && height > 0 && height <= picture.Height)
            {
                var top = random.Below(picture.Height - height + 1);
                return new PictureRegion(random.Below(picture.Width - width + 1), top, width, height);
            }
        }

        // A picture that is too long for nearly every part gives its middle.
        return PictureRegion.Middle(picture, new PictureSize(
            Math.Clamp((int)Math.Round(picture.Height * (double)WidestRatio), 1, picture.Width),
            Math.Clamp((int)Math.Round(picture.Width * (double)WidestRatio), 1, picture.Height)));
    }

    /// <summary>Says what is wrong with it, if anything is.</summary>
    internal void Check()
    {
        if (!(LeastArea > 0 && LeastArea <= MostArea && MostArea <= 1))
        {
            throw new ArgumentException(FormattableString.Invariant($"A crop's area is a share above 0 and up to 1, the least no larger than the largest; here they are {LeastArea} and {MostArea}."));
        }

        if (!(WidestRatio >= 1 && float.IsFinite(WidestRatio)))
        {
            throw new ArgumentException(FormattableString.Invariant($"A crop's widest ratio is 1 or more; here it is {WidestRatio}."));
        }
    }
}
