using System;
using ResNetGen.Images;

namespace ResNetGen.Runtime.Tests.Images;

public class PictureTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Planes_and_pixels_are_the_same_picture(int channels)
    {
        var shape = new FeatureShape(channels, 2, 3);
        var planes = new byte[shape.Length];
        for (var i = 0; i < planes.Length; i++)
        {
            planes[i] = (byte)i;
        }

        var picture = Picture.FromPlanes(planes, shape);
        var back = new byte[shape.Length];
        picture.CopyToPlanes(back);

        Assert.Equal(planes, back);
        Assert.Equal(channels == 1 ? [3, 4, 5] : [3, 9, 15, 4, 10, 16, 5, 11, 17], picture.Row(1).ToArray());
    }

    [Fact]
    public void Bytes_and_size_have_to_agree()
    {
        var error = Assert.Throws<ArgumentException>(() => new Picture(4, 3, 3, new byte[35]));

        Assert.StartsWith("A picture of 4 x 3 pixels and 3 channels has 36 bytes, not 35.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Picture(4, 3, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Picture(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Picture(40_000, 40_000));
    }
}
