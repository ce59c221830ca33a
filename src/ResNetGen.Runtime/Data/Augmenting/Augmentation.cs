using System;

namespace ResNetGen.Data;

/// <summary>
/// How training images are varied, each by itself and, with <see cref="Mixup"/>, two with each other. Evaluation leaves them as they are. What is drawn is a function
/// of the seed, the epoch and the image. Applied in this order: random resized crop, shift, colour, padded crop, flip, cutout, mixup.
/// </summary>
/// <param name="Padding">
/// How many black pixels are added on each side before a crop of the old size is taken at a random place; 0 crops nothing (He et al., 2015, section 4.2).
/// </param>
/// <param name="Flip">Whether one image in two is mirrored left to right.</param>
public sealed record Augmentation(int Padding, bool Flip)
{
    /// <summary>Images as they are.</summary>
    public static Augmentation None { get; } = new(0, Flip: false);

    /// <summary>What CIFAR networks are trained with: four pixels of padding, and flips (He et al., 2015, section 4.2).</summary>
    public static Augmentation Standard { get; } = new(4, Flip: true);

    /// <summary>What ImageNet networks are trained with: random parts, resized, and flips (Szegedy et al., 2014; torchvision's reference training).</summary>
    public static Augmentation Imagenet { get; } = new(0, Flip: true) { Resized = new RandomResizedCrop() };

    /// <summary>A part of random size and shape in place of the whole; null for the whole.</summary>
    public RandomResizedCrop? Resized { get; init; }

    /// <summary>
    /// How far images are shifted at most, as a share of their height and width; what is shifted in repeats the edge. It is the shift of Keras' CIFAR-10 example (0.1):
    /// by parts of pixels too, with bilinear filtering.
    /// </summary>
    public float Shift { get; init; }

    /// <summary>Colours that are varied; null for those of the image.</summary>
    public ColorVariation? Color { get; init; }

    /// <summary>
    /// The side of a square, in pixels, that is set to the mean at a random place, which may lie partly outside; 0 for none
    /// (DeVries and Taylor, "Improved Regularization of Convolutional Neural Networks with Cutout", 2017: 16 for CIFAR-10, 8 for CIFAR-100).
    /// </summary>
    public int Cutout { get; init; }

    /// <summary>
    /// The strength of mixup, its alpha; 0 mixes nothing (Zhang et al., "mixup: Beyond Empirical Risk Minimization", 2017: 0.1 to 0.4 for ImageNet, 1 for CIFAR-10).
    /// Each batch is mixed with itself in reverse order by one share, drawn from Beta(alpha, alpha): <see cref="Batch.MixShare"/>.
    /// </summary>
    public float Mixup { get; init; }

    /// <summary>Reads a text such as <c>crop=4,flip,cutout=16</c>.</summary>
    /// <param name="text">
    /// Names with commas between: <c>none</c>, or <c>standard</c> for the data's usual ones, and <c>crop=PIXELS</c>, <c>flip</c>, <c>resized[=LEAST AREA]</c> or <c>resized=LEAST/MOST/RATIO</c>, <c>shift=SHARE</c>,
    /// <c>color=STRENGTH</c> or <c>color=BRIGHTNESS/CONTRAST/SATURATION/HUE</c>, <c>cutout=PIXELS</c>, <c>mixup=ALPHA</c>. What is not named is not done.
    /// </param>
    /// <param name="standard">What <c>standard</c> stands for.</param>
    /// <exception cref="ArgumentException">There is no such name, or a number is wrong; the message says which.</exception>
    public static Augmentation Parse(string text, Augmentation standard) => AugmentationText.Parse(text, standard);

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => AugmentationText.Of(this);

    /// <summary>Says what is wrong with it, if anything is.</summary>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public void Check()
    {
        Check(Padding >= 0, "padding of a crop", Padding, "0 or more pixels");
        Check(Cutout >= 0, "side of a cutout", Cutout, "0 or more pixels");
        Check(Shift is >= 0 and <= 1, "shift", Shift, "0 to 1 of the image");
        Check(Mixup is >= 0 and <= 100, "strength of mixup", Mixup, "0 to 100");
        Resized?.Check();
        Color?.Check();
    }

    /// <summary>How one image is varied, drawn from its own stream of random numbers.</summary>
    internal (int Top, int Left, bool Mirror) Draw(ref RandomStream random)
    {
        var top = Padding == 0 ? 0 : random.Below((2 * Padding) + 1) - Padding;
        var left = Padding == 0 ? 0 : random.Below((2 * Padding) + 1) - Padding;
        return (top, left, Flip && random.Below(2) == 1);
    }

    private static void Check(bool isGood, string what, float value, string range)
    {
        if (!isGood)
        {
            throw new ArgumentException(FormattableString.Invariant($"The {what} is {range}; here it is {value}."));
        }
    }
}
