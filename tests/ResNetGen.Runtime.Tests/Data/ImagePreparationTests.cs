using System;
using ResNetGen.Data;

namespace ResNetGen.Runtime.Tests.Data;

public class ImagePreparationTests
{
    private static readonly FeatureShape Shape = new(2, 5, 7);

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(9, true)]
    public void Crop_and_mirror_are_what_padding_cropping_and_flipping_give(int padding, bool flip)
    {
        var augmentation = new Augmentation(padding, flip);
        var normalization = new Normalization([0.1f, 0.2f], [0.3f, 0.4f]);
        var preparation = new ImagePreparation(Shape, normalization, augmentation);
        var pixels = new byte[Shape.Length];
        new Random(1).NextBytes(pixels);
        var numbers = new float[Shape.Length];
        for (var epoch = 0; epoch < 50; epoch++)
        {
            var random = new RandomStream(3, epoch, 4);
            preparation.Prepare(pixels, random, numbers);
            var (top, left, mirror) = augmentation.Draw(ref random);

            for (var i = 0; i < numbers.Length; i++)
            {
                var (channel, row, column) = (i / 35, i / 7 % 5, i % 7);
                Assert.Equal(Expected(channel, row + top, (mirror ? 6 - column : column) + left), numbers[i]);
            }
        }

        float Expected(int channel, int row, int column)
        {
            var pixel = row is >= 0 and < 5 && column is >= 0 and < 7 ? pixels[(channel * 35) + (row * 7) + column] : 0;
            return ((pixel / 255f) - (channel == 0 ? 0.1f : 0.2f)) / (channel == 0 ? 0.3f : 0.4f);
        }
    }

    [Fact]
    public void Every_crop_is_drawn_and_half_of_the_images_are_mirrored()
    {
        var counts = new int[9, 9];
        var mirrored = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var random = new RandomStream(0, 1, i);
            var (top, left, mirror) = Augmentation.Standard.Draw(ref random);
            counts[top + 4, left + 4]++;
            mirrored += mirror ? 1 : 0;
        }

        foreach (var count in counts)
        {
            Assert.InRange(count, 150, 350);
        }

        Assert.InRange(mirrored, 9_600, 10_400);
    }
}
