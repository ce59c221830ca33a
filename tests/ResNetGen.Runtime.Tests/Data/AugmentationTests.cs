using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Data;
using ResNetGen.Images;

namespace ResNetGen.Runtime.Tests.Data;

public class AugmentationTests
{
    private static readonly FeatureShape Shape = new(3, 12, 10);

    [Theory]
    [InlineData("none", "none")]
    [InlineData("crop=4,flip", "crop=4,flip")]
    [InlineData("standard", "crop=4,flip")]
    [InlineData("standard, cutout=16 ,mixup=0.2", "crop=4,flip,cutout=16,mixup=0.2")]
    [InlineData("flip,resized", "resized,flip")]
    [InlineData("resized=0.35,shift=0.1,color=0.4", "resized=0.35,shift=0.1,color=0.4/0.4/0.4/0")]
    [InlineData("color=0.1/0.2/0.3/0.05", "color=0.1/0.2/0.3/0.05")]
    [InlineData("resized=0.08", "resized")]
    [InlineData("resized=0.5/0.9/1.5", "resized=0.5/0.9/1.5")]
    [InlineData("standard,crop=8", "crop=8,flip")]
    public void Texts_are_read_and_written(string text, string expected)
    {
        var augmentation = Augmentation.Parse(text, Augmentation.Standard);

        Assert.Equal(expected, augmentation.ToString());
        Assert.Equal(augmentation, Augmentation.Parse(expected, Augmentation.None));
    }

    [Theory]
    [InlineData("zoom=3", "'zoom=3' is no variation of images; there are none, standard, crop=PIXELS,")]
    [InlineData("", "'' is no variation of images")]
    [InlineData("crop", "'crop' needs a value, such as crop=4.")]
    [InlineData("crop=-1", "'crop=-1': '-1' is no whole number of 0 or more.")]
    [InlineData("crop=four", "'four' is no whole number")]
    [InlineData("flip=1", "'flip=1': flip takes no value.")]
    [InlineData("flip,none", "'flip,none' has none and other variations")]
    [InlineData("flip,standard", "standard behind other variations; it comes first")]
    [InlineData("crop=4,flip,crop=8", "'crop=4,flip,crop=8' says crop twice.")]
    [InlineData("resized=0.1/1/1.5/2", "resized takes the least area, or least/most, or least/most/widest ratio.")]
    [InlineData("resized=2", "A crop's area is a share above 0 and up to 1")]
    [InlineData("shift=1.5", "The shift is 0 to 1 of the image; here it is 1.5.")]
    [InlineData("color=1/2", "color takes one strength")]
    [InlineData("color=0.1/0.1/0.1/0.6", "The hue varies by 0 to 0.5; here it is 0.6.")]
    [InlineData("mixup=NaN", "'NaN' is no number")]
    public void Texts_that_say_nothing_are_refused(string text, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => Augmentation.Parse(text, Augmentation.Standard));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cutout_is_a_square_of_zeros_that_may_lie_partly_outside()
    {
        var preparation = new ImagePreparation(Shape, Normalization.Unit, Augmentation.None with { Cutout = 4 });
        var numbers = new float[Shape.Length];
        var areas = new HashSet<int>();
        for (var index = 0; index < 200; index++)
        {
            var pixels = new byte[Shape.Length];
            pixels.AsSpan().Fill(200);
            preparation.Prepare(pixels, new RandomStream(1, 0, index), numbers);

            var zeros = Enumerable.Range(0, 120).Where(place => numbers[place] == 0).ToArray();
            var (rows, columns) = (zeros.Select(place => place / 10).Distinct().Count(), zeros.Select(place => place % 10).Distinct().Count());
            Assert.Equal(rows * columns, zeros.Length);
            Assert.InRange(rows, 2, 4);
            Assert.InRange(columns, 2, 4);
            Assert.All(zeros, place => Assert.Equal((0f, 0f), (numbers[place + 120], numbers[place + 240])));
            areas.Add(zeros.Length);
        }

        Assert.Contains(16, areas);
        Assert.Contains(4, areas);
    }

    [Fact]
    public void A_whole_shift_moves_pixels_and_repeats_the_edge()
    {
        var shape = new FeatureShape(1, 3, 4);
        byte[] pixels = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        ImageShift.Apply(pixels, shape, 1, -2);

        Assert.Equal([5, 5, 5, 6, 9, 9, 9, 10, 9, 9, 9, 10], pixels);
    }

    [Fact]
    public void Half_a_pixel_s_shift_is_the_mean_of_two()
    {
        byte[] pixels = [10, 20, 40, 80];
        ImageShift.Apply(pixels, new FeatureShape(1, 1, 4), 0, 0.5f);

        Assert.Equal([15, 30, 60, 80], pixels);
    }

    [Fact]
    public void Parts_have_the_areas_and_ratios_that_are_asked_for_and_lie_within_the_picture()
    {
        var size = new PictureSize(200, 150);
        var areas = new List<double>();
        for (var i = 0; i < 2000; i++)
        {
            var part = new PictureCrop(new RandomResizedCrop(), new RandomStream(3, i)).Choose(size);

            Assert.InRange(part.Left, 0, size.Width - part.Width);
            Assert.InRange(part.Top, 0, size.Height - part.Height);
            Assert.InRange((double)part.Width / part.Height, 0.70, 1.42);
            areas.Add(part.Width * part.Height / 30_000.0);
        }

        Assert.InRange(areas.Min(), 0.07, 0.12);
        Assert.InRange(areas.Max(), 0.9, 1);

        // Below the middle of 0.08 and 1: large parts that are wider or higher than the picture are drawn anew.
        Assert.InRange(areas.Average(), 0.40, 0.47);
    }

    [Fact]
    public void A_picture_too_long_for_any_part_gives_its_middle()
    {
        var part = new PictureCrop(new RandomResizedCrop(0.9f), new RandomStream(3, 4)).Choose(new PictureSize(1000, 30));

        Assert.Equal(new PictureRegion(480, 0, 40, 30), part);
        Assert.Equal(new PictureRegion(0, 0, 1, 1), new PictureCrop(new RandomResizedCrop(), new RandomStream(3, 4)).Choose(new PictureSize(1, 1)));
    }

    [SkippableTheory]
    [InlineData("adjust_brightness", 1.3f)]
    [InlineData("adjust_brightness", 0.4f)]
    [InlineData("adjust_contrast", 1.5f)]
    [InlineData("adjust_contrast", 0.3f)]
    [InlineData("adjust_saturation", 1.8f)]
    [InlineData("adjust_saturation", 0.2f)]
    [InlineData("adjust_hue", 0.3f)]
    [InlineData("adjust_hue", -0.21f)]
    public void Colours_change_as_torchvision_s_do(string function, float factor)
    {
        Python.Require("torchvision");
        var planes = new byte[3 * 40];
        new Random(5).NextBytes(planes);
        (planes[0], planes[40], planes[80]) = (90, 90, 90);
        var hex = Python.Run(
            """
            import sys, torch
            import torchvision.transforms.functional as F
            i = torch.frombuffer(bytearray.fromhex(sys.argv[1]), dtype=torch.uint8).reshape(3, 5, 8)
            print(bytes(getattr(F, sys.argv[2])(i, float(sys.argv[3])).flatten().tolist()).hex())
            """,
            Convert.ToHexString(planes),
            function,
            FormattableString.Invariant($"{factor}"));

        switch (function)
        {
            case "adjust_brightness":
                ColorChange.Brightness(planes, factor);
                break;
            case "adjust_contrast":
                ColorChange.Contrast(planes, 3, factor);
                break;
            case "adjust_saturation":
                ColorChange.Saturation(planes, factor);
                break;
            default:
                ColorChange.Hue(planes, factor);
                break;
        }

        Assert.InRange(Convert.FromHexString(hex.Trim()).Zip(planes, (one, other) => Math.Abs(one - other)).Max(), 0, 1);
    }

    [Fact]
    public void Colours_vary_within_their_range_and_grey_images_keep_one_channel()
    {
        var variation = new ColorVariation(0.2f, 0, 0, 0);
        var seen = new HashSet<byte>();
        for (var i = 0; i < 300; i++)
        {
            byte[] pixels = [100, 0];
            var random = new RandomStream(1, i);
            variation.Apply(pixels, 1, ref random);
            Assert.InRange(pixels[0], 79, 120);
            Assert.Equal(0, pixels[1]);
            seen.Add(pixels[0]);
        }

        Assert.InRange(seen.Count, 35, 42);
        byte[] grey = [1, 2, 3, 4];
        var stream = new RandomStream(1, 0);
        new ColorVariation(0, 0, 0.9f, 0.5f).Apply(grey, 1, ref stream);
        Assert.Equal([1, 2, 3, 4], grey);
    }

    [Theory]
    [InlineData(0.2f, 0.178)]
    [InlineData(1f, 0.0833)]
    [InlineData(4f, 0.0278)]
    public void Shares_of_mixup_have_the_beta_distribution(float alpha, double variance)
    {
        var shares = new double[20_000];
        for (var i = 0; i < shares.Length; i++)
        {
            var random = new RandomStream(2, i);
            shares[i] = BatchMixing.DrawShare(alpha, ref random);
        }

        // Its mean is a half, its variance 1 / (4 (2 alpha + 1)).
        Assert.All(shares, share => Assert.InRange(share, 0, 1));
        Assert.InRange(shares.Average(), 0.49, 0.51);
        Assert.InRange(shares.Average(share => (share - 0.5) * (share - 0.5)), variance * 0.95, variance * 1.05);
    }

    [Fact]
    public void Every_image_is_mixed_with_its_partner_from_the_end()
    {
        float[] numbers = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90];
        BatchMixing.Mix(numbers, 5, 0.75f);

        Assert.Equal([20f, 30f, 30f, 40f, 40f, 50f, 50f, 60f, 60f, 70f], numbers);
    }
}
