using System;

namespace ResNetGen.Images.Resizing;

/// <summary>What ImageNet networks see of a picture in evaluation: it is resized until its shorter side is a little larger than the network's, and the middle is cut out.</summary>
internal static class EvaluationCrop
{
    /// <summary>How much of the shorter side is usually cut out: 224 of 256 pixels.</summary>
    public const double UsualShare = 0.875;

    /// <summary>The size at which the middle is cut out, and the part that it is; a picture of just the wanted size is taken whole.</summary>
    /// <param name="picture">The picture's size.</param>
    /// <param name="wanted">The network's.</param>
    /// <param name="share">How much of the shorter side is cut out, above 0 and up to 1.</param>
    public static (PictureSize Resized, PictureRegion Window) Of(PictureSize picture, PictureSize wanted, double share = UsualShare)
    {
        var resized = picture == wanted ? wanted : Fit(picture, wanted, share);
        return (resized, PictureRegion.Middle(resized, wanted));
    }

    // No side is smaller than what is cut.
    private static PictureSize Fit(PictureSize picture, PictureSize wanted, double share)
    {
        var width = Math.Round(wanted.Width / share);
        var height = Math.Round(wanted.Height / share);
        return width * picture.Height > height * picture.Width
            ? new PictureSize((int)width, Longer(width, picture.Height, picture.Width))
            : new PictureSize(Longer(height, picture.Width, picture.Height), (int)height);

        static int Longer(double shorter, int one, int other) => (int)Math.Min(shorter * one / other, int.MaxValue / 2);
    }
}
