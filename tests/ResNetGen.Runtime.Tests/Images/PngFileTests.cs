using System;
using System.IO;
using System.Linq;
using ResNetGen.Images;
using ResNetGen.Images.Png;

namespace ResNetGen.Runtime.Tests.Images;

public sealed class PngFileTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData(1, 1, 3)]
    [InlineData(31, 7, 3)]
    [InlineData(5, 40, 1)]
    public void What_is_written_is_read_back(int width, int height, int channels)
    {
        Decoders.RequirePng();
        var picture = SamplePicture.Noise(width, height, channels);
        PictureFile.WritePng(folder.File("a.png"), picture);

        var read = PictureFile.Read(folder.File("a.png"));

        Assert.Equal((width, height, 3), (read.Width, read.Height, read.Channels));
        Assert.Equal(channels == 3 ? picture.Pixels : [.. picture.Pixels.SelectMany(level => new[] { level, level, level })], read.Pixels);
    }

    [SkippableFact]
    public void Another_reader_finds_the_same_pixels_and_sound_checksums()
    {
        Python.Require("PIL");
        var picture = SamplePicture.Noise(33, 21);
        PictureFile.WritePng(folder.File("a.png"), picture);

        var hex = Python.Run("import sys; from PIL import Image; i = Image.open(sys.argv[1]); i.verify(); i = Image.open(sys.argv[1]); print(i.mode, i.size, i.tobytes().hex())", folder.File("a.png"));

        Assert.Equal($"RGB (33, 21) {Convert.ToHexStringLower(picture.Pixels)}", hex.Trim());
    }

    [Fact]
    public void The_checksum_is_the_published_one()
    {
        // The check value of CRC-32/ISO-HDLC.
        Assert.Equal(0xCBF43926u, Crc32.Append(Crc32.Append(0, "1234"u8), "56789"u8));
    }

    [Fact]
    public void A_place_that_cannot_be_written_leaves_nothing()
    {
        var file = folder.Write("file", []);

        Assert.ThrowsAny<IOException>(() => PictureFile.WritePng(Path.Combine(file, "a.png"), SamplePicture.Make(3, 3)));
        Assert.Equal([file], Directory.GetFileSystemEntries(folder.Path));
    }
}
