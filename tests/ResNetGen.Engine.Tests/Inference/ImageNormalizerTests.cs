using System;
using System.Collections.Generic;
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
    public void The_metadata_of_a_file_names_the_normalization()
    {
        Assert.Null(ImageNormalizer.FromMetadata(new Dictionary<string, string> { ["resnetgen.variant"] = "" }));

        var normalizer = FromMetadata("[[0.485,0.456,0.406],[0.229,0.224,0.225]]");
        Assert.Equal(ImageNormalizer.ImageNet.Mean, normalizer.Mean);
        Assert.Equal(ImageNormalizer.ImageNet.StandardDeviation, normalizer.StandardDeviation);

        // One value stands for all channels: bytes as they are.
        Assert.Equal([1, 77, 255], FromMetadata("[[0], [0.003921569]]").Normalize([1, 77, 255], 1, 1), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Theory]
    [InlineData("0.5", "The metadata has '0.5' as resnetgen.normalization; a normalization is a JSON list of two lists, the means and the standard deviations.")]
    [InlineData("[[0.5], [0.5]", "as resnetgen.normalization;")]
    [InlineData("[[0.5]]", "as resnetgen.normalization;")]
    [InlineData("[[0.5], null]", "as resnetgen.normalization;")]
    [InlineData("[[0.5], [\"1\"]]", "as resnetgen.normalization;")]
    [InlineData("\u001b[31m", "The metadata has '\\x1b[31m' as")]
    [InlineData("[[0.1,0.2],[1,1]]", "RGB images need 3 means and 3 standard deviations; there are 2 and 2.")]
    [InlineData("[[0.1],[0]]", "channel 0 has 0.1 and 0")]
    [InlineData("[[1e999],[1]]", "channel 0 has Infinity and 1")]
    public void Metadata_that_names_no_normalization_of_RGB_images_is_refused(string text, string problem) =>
        Assert.Contains(problem, Assert.Throws<ArgumentException>(() => FromMetadata(text)).Message, StringComparison.Ordinal);

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

    private static ImageNormalizer FromMetadata(string text) => ImageNormalizer.FromMetadata(new Dictionary<string, string> { ["resnetgen.normalization"] = text })!;
}
