using System;
using ResNetGen.Data;
using static TorchSharp.torch;

namespace ResNetGen.Runtime.Tests.Data;

public sealed class ImageLayoutTests
{
    [Fact]
    public void The_channels_of_a_pixel_lie_side_by_side_and_every_number_stays_where_it_was()
    {
        using var images = arange(2 * 3 * 4 * 5).to(ScalarType.Float32).reshape(2, 3, 4, 5);
        using var laid = ImageLayout.ChannelsLast(images);

        Assert.Equal(images.shape, laid.shape);
        Assert.Equal(new long[] { 60, 1, 15, 3 }, laid.stride());
        Assert.True(laid.eq(images).all().item<bool>());
    }

    [Fact]
    public void Only_images_have_a_layout()
    {
        using var vector = zeros(7);
        var error = Assert.Throws<ArgumentException>(() => ImageLayout.ChannelsLast(vector));

        Assert.StartsWith("Images are N x C x H x W; this tensor has the shape [7].", error.Message, StringComparison.Ordinal);
    }
}
