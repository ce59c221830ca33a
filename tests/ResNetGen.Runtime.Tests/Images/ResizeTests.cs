using System;
using System.IO;
using System.Linq;
using ResNetGen.Images;

namespace ResNetGen.Runtime.Tests.Images;

public class ResizeTests
{
    [SkippableTheory]
    [InlineData(50, 40, 3, 20, 30)]
    [InlineData(33, 57, 3, 70, 80)]
    [InlineData(300, 200, 3, 32, 32)]
    [InlineData(64, 64, 1, 7, 99)]
    [InlineData(1, 1, 3, 5, 5)]
    [InlineData(17, 3, 3, 17, 3)]
    public void Pictures_are_resized_as_PIL_does(int width, int height, int channels, int newWidth, int newHeight)
    {
        Python.Require("PIL");
        using var folder = new ScratchFolder();
        var picture = SamplePicture.Noise(width, height, channels);
        File.WriteAllBytes(folder.File("pixels"), picture.Pixels);
        var hex = Python.Run(
            """
            import sys
            from PIL import Image
            w, h, c, nw, nh = map(int, sys.argv[2:])
            i = Image.frombytes("RGB" if c == 3 else "L", (w, h), open(sys.argv[1], "rb").read())
            print(i.resize((nw, nh), Image.BILINEAR).tobytes().hex())
            """,
            folder.File("pixels"),
            $"{width}",
            $"{height}",
            $"{channels}",
            $"{newWidth}",
            $"{newHeight}");

        var resized = picture.Resize(newWidth, newHeight);

        Assert.Equal(Convert.FromHexString(hex.Trim()), resized.Pixels);
    }

    [Fact]
    public void One_colour_stays_itself_at_any_size()
    {
        var picture = new Picture(13, 9);
        picture.Pixels.AsSpan().Fill(255);

        Assert.All(picture.Resize(29, 4).Pixels.Concat(picture.Resize(2, 200).Pixels), level => Assert.Equal(255, level));
    }
}
