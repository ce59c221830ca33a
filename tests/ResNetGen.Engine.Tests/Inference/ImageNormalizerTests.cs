using System;
using ResNetGen.Engine.Inference;

namespace ResNetGen.Engine.Tests.Inference;

public sealed class ImageNormalizerTests
{
    [Fact]
    public void Pixels_become_planes_of_normalized_values()
    {
        // Two images of 1 x 2 pixels.
        byte[] rgb = [0, 51, 255, 102, 153, 204, 255, 0, 0, 0, 0, 51];

        Assert.Equal([0, 0.4f, 0.2f, 0.6f, 1, 0.8f, 1, 0, 0, 0, 0, 0.2f], ImageNormalizer.Unit.Normalize(rgb, 1, 2), (a, b) => Math.Abs(a - b) < 1e-6);

        var normalizer = new ImageNormalizer([0.5f, 0.25f, 0], [0.5f, 1, 2]);
        Assert.Equal([-1, -0.2f, -0.05f, 0.35f, 0.5f, 0.4f], normalizer.Normalize(rgb.AsSpan(0, 6), 1, 2), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void The_values_of_ImageNet_are_those_of_torchvision()
    {
        var values = ImageNormalizer.ImageNet.Normalize([124, 116, 104], 1, 1);

        Assert.Equal([((124 / 255f) - 0.485f) / 0.229f, ((116 / 255f) - 0.456f) / 0.224f, ((104 / 255f) - 0.406f) / 0.225f], values);
    }

    [Fact]
    public void Wrong_sizes_and_values_are_named()
    {
        Assert.Equal("There are 4 bytes, and an image of 1 x 1 x 3 has 3. (Parameter 'rgb')", Assert.Throws<ArgumentException>(() => ImageNormalizer.Unit.Normalize(new byte[4], 1, 1)).Message);
        Assert.Equal(
            "There is room for 2 values, and 3 bytes become 3 values. (Parameter 'values')",
            Assert.Throws<ArgumentException>(() => ImageNormalizer.Unit.Normalize(new byte[3], 1, 1, new float[2])).Message);
        Assert.Equal("RGB images need 3 means and 3 standard deviations; there are 1 and 3.", Assert.Throws<ArgumentException>(() => new ImageNormalizer([0], [1, 1, 1])).Message);
        Assert.Contains("channel 1 has 0 and 0", Assert.Throws<ArgumentException>(() => new ImageNormalizer([0, 0, 0], [1, 0, 1])).Message, StringComparison.Ordinal);
    }
}
