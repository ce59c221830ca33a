using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ResNetGen.Images;
using ResNetGen.Images.Png;

namespace ResNetGen.Runtime.Tests.Images;

public sealed class PictureReaderTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public void A_jpeg_file_is_read()
    {
        Decoders.RequireJpeg();
        var picture = PictureFile.Read(folder.Write("a.jpg", SampleJpeg.Bytes));

        Assert.Equal((SampleJpeg.Width, SampleJpeg.Height, 3), (picture.Width, picture.Height, picture.Channels));
        var expected = SamplePicture.Make(SampleJpeg.Width, SampleJpeg.Height).Pixels;
        Assert.InRange(expected.Zip(picture.Pixels, (one, other) => Math.Abs(one - other)).Average(), 0, 4);
    }

    [Fact]
    public void A_bmp_file_is_read()
    {
        var picture = SamplePicture.Noise(5, 3);

        Assert.Equal(picture.Pixels, PictureFile.Read(folder.Write("a.bmp", SampleBmp.Encode(picture))).Pixels);
    }

    [SkippableTheory]
    [InlineData("RGB", "quality=90")]
    [InlineData("RGB", "quality=75,progressive=True")]
    [InlineData("RGB", "quality=95,subsampling=0")]
    [InlineData("L", "quality=90")]
    [InlineData("CMYK", "quality=95")]
    public void Jpeg_files_are_decoded_as_PIL_does(string mode, string options) => ComparedWithPil("jpg", mode, options, mode == "CMYK" ? 1 : 0, Decoders.RequireJpeg);

    [SkippableTheory]
    [InlineData("RGB")]
    [InlineData("L")]
    [InlineData("1")]
    [InlineData("P")]
    public void Png_files_are_decoded_as_PIL_does(string mode) => ComparedWithPil("png", mode, "optimize=True", 0, Decoders.RequirePng);

    [SkippableTheory]
    [InlineData("RGB")]
    [InlineData("L")]
    [InlineData("1")]
    [InlineData("P")]
    [InlineData("RGBA")]
    public void Bmp_files_are_decoded_as_PIL_does(string mode) => ComparedWithPil("bmp", mode, "", 0, () => { });

    [SkippableFact]
    public void Jpeg_files_are_turned_as_their_orientation_asks()
    {
        Decoders.RequireJpeg();
        Python.Require("PIL");
        for (var orientation = 1; orientation <= 8; orientation++)
        {
            var file = folder.File($"{orientation}.jpg");
            var hex = Python.Run(
                """
                import sys
                from PIL import Image, ImageOps
                i = Image.new("RGB", (13, 7))
                i.putdata([(19 * x, 36 * y, 10 * (x + y)) for y in range(7) for x in range(13)])
                e = Image.Exif()
                e[0x0112] = int(sys.argv[2])
                i.save(sys.argv[1], quality=95, exif=e)
                i = ImageOps.exif_transpose(Image.open(sys.argv[1]))
                print(i.size[0], i.tobytes().hex())
                """,
                file,
                $"{orientation}");
            var picture = PictureFile.Read(file);

            Assert.Equal($"{picture.Width} {Convert.ToHexStringLower(picture.Pixels)}", hex.Trim());
        }
    }

    [SkippableFact]
    public void What_is_transparent_lies_on_white_and_16_bits_become_8()
    {
        Decoders.RequirePng();
        Python.Require("PIL");
        var answer = Python.Run(
            """
            import sys, struct, zlib
            from PIL import Image
            Image.frombytes("RGBA", (3, 1), bytes([10, 20, 30, 255, 10, 20, 30, 0, 10, 20, 30, 128])).save(sys.argv[1] + "/a.png")
            Image.frombytes("LA", (2, 1), bytes([10, 255, 10, 0])).save(sys.argv[1] + "/b.png")
            def chunk(kind, data): return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
            open(sys.argv[1] + "/c.png", "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 3, 1, 16, 0, 0, 0, 0))
                + chunk(b"IDAT", zlib.compress(b"\0" + struct.pack(">HHH", 0, 0x80ff, 0xffff))) + chunk(b"IEND", b""))
            p = Image.frombytes("P", (2, 1), bytes([0, 1]))
            p.putpalette([200, 100, 50, 1, 2, 3])
            p.save(sys.argv[1] + "/d.png", transparency=1)
            print("written")
            """,
            folder.Path);

        Assert.Equal("written", answer.Trim());
        Assert.Equal([10, 20, 30, 255, 255, 255, 132, 137, 142], PictureFile.Read(folder.File("a.png")).Pixels);
        Assert.Equal([10, 10, 10, 255, 255, 255], PictureFile.Read(folder.File("b.png")).Pixels);
        Assert.Equal([0, 0, 0, 128, 128, 128, 255, 255, 255], PictureFile.Read(folder.File("c.png")).Pixels.Select(level => level == 129 ? (byte)128 : level));
        Assert.Equal([200, 100, 50, 255, 255, 255], PictureFile.Read(folder.File("d.png")).Pixels);
    }

    [Fact]
    public void Files_that_are_no_pictures_are_refused()
    {
        Refused(folder.File("absent.jpg"), "cannot be read: ");
        Refused(folder.Path, "cannot be read: ");
        Refused(folder.Write("empty.png", []), "is empty.");
        Refused(folder.Write("text.jpg", "no picture"u8.ToArray()), "is no picture that is read: it does not begin as JPEG, PNG, BMP files do.");
        Refused(folder.Write("a\u001b[2J.jpg", "no picture"u8.ToArray()), "is no picture");
        Assert.DoesNotContain('\u001b', Assert.Throws<PictureException>(() => PictureFile.Read(folder.File("a\u001b[2J.jpg"))).Message);
    }

    [SkippableFact]
    public void Pictures_that_would_be_too_large_are_refused_before_memory_is_reserved()
    {
        Decoders.RequirePng();
        Decoders.RequireJpeg();
        var png = PngFile.Encode(SamplePicture.Make(2, 2));
        (png[16], png[17], png[20], png[21]) = (0, 3, 0, 3);
        var crc = Crc32.Append(0, png.AsSpan(12, 17));
        (png[29], png[30], png[31], png[32]) = ((byte)(crc >> 24), (byte)(crc >> 16), (byte)(crc >> 8), (byte)crc);
        var jpeg = SampleJpeg.Bytes;
        var frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        jpeg.AsSpan(frame + 5, 4).Fill(0xFE);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Refused(folder.Write("a.png", png), "says that it has 196,610 x 196,610 pixels; pictures of 100,000,000 at most are read.");
        Refused(folder.Write("a.jpg", jpeg), "says that it has 65,278 x 65,278 pixels; pictures of 100,000,000 at most are read.");
        var large = Assert.Throws<PictureException>(() => new PictureReader(PictureReaderDecoders) { MostPixels = 100 }.Read(folder.Write("b.bmp", SampleBmp.Encode(SamplePicture.Make(11, 10)))));
        Assert.Contains("says that it has 11 x 10 pixels; pictures of 100 at most are read.", large.Message, StringComparison.Ordinal);
        var long1 = Assert.Throws<PictureException>(() => new PictureReader(PictureReaderDecoders) { MostBytes = 100 }.Read(folder.File("b.bmp")));
        Assert.Contains("has 414 bytes; picture files of 100 at most are read.", long1.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [SkippableFact]
    public void Damaged_files_are_refused_or_read_and_nothing_else()
    {
        Decoders.RequirePng();
        Decoders.RequireJpeg();
        byte[][] files = [SampleJpeg.Bytes, PngFile.Encode(SamplePicture.Make(9, 7)), SampleBmp.Encode(SamplePicture.Make(5, 4))];
        foreach (var file in files)
        {
            // All that is cut off short of the last bytes is missed; a changed byte may well be that of a pixel.
            Assert.Equal(file.Length - 16, Refused(Enumerable.Range(0, file.Length - 16).Select(length => file[..length])));
            Assert.InRange(Refused(Enumerable.Range(0, file.Length * 4).Select(i => Changed(file, i / 4, (byte)(1 << (2 * (i % 4)))))), file.Length / 8, (file.Length * 4) - 1);
        }
    }

    [SkippableFact]
    public void A_file_that_ends_too_early_is_missed_behind_a_harmless_oddity_too()
    {
        Decoders.RequireJpeg();
        var jpeg = SampleJpeg.Bytes;

        // A revision of JFIF that there is not: the library says so, and nothing more.
        jpeg[jpeg.AsSpan().IndexOf("JFIF\0"u8) + 5] = 9;
        var whole = PictureFile.Read(folder.Write("whole.jpg", jpeg));

        Assert.Equal(PictureFile.Read(folder.Write("plain.jpg", SampleJpeg.Bytes)).Pixels, whole.Pixels);
        Assert.Equal(jpeg.Length - 16, Refused(Enumerable.Range(0, jpeg.Length - 16).Select(length => jpeg[..length])));
    }

    [SkippableFact]
    public void Many_threads_read_at_once()
    {
        Decoders.RequireJpeg();
        var file = folder.Write("a.jpg", SampleJpeg.Bytes);
        var damaged = folder.Write("b.jpg", SampleJpeg.Bytes[..^40]);
        var expected = PictureFile.Read(file).Pixels;

        Parallel.For(0, 400, i =>
        {
            if (i % 3 == 0)
            {
                Assert.Throws<PictureException>(() => PictureFile.Read(damaged));
            }
            else
            {
                Assert.Equal(expected, PictureFile.Read(file).Pixels);
            }
        });
    }

    [Fact]
    public void Another_decoder_can_take_the_place_of_those_here()
    {
        var reader = new PictureReader(new OwnDecoder());

        Assert.Equal([1, 2, 3], reader.Read(folder.Write("a.own", "own"u8.ToArray())).Pixels);
        var failed = Assert.Throws<PictureException>(() => reader.Read(folder.Write("b.own", "own!"u8.ToArray())));
        Assert.Contains("cannot be decoded: as it likes", failed.Message, StringComparison.Ordinal);
    }

    private static IImageDecoder[] PictureReaderDecoders => [new ResNetGen.Images.Bmp.BmpDecoder()];

    private static byte[] Changed(byte[] file, int place, byte bits)
    {
        var changed = file.ToArray();
        changed[place] ^= bits;
        return changed;
    }

    private static void Refused(string file, string problem)
    {
        var error = Assert.Throws<PictureException>(() => PictureFile.Read(file));

        Assert.Equal(file, error.File);
        Assert.StartsWith(problem, error.Problem, StringComparison.Ordinal);
    }

    private int Refused(IEnumerable<byte[]> files)
    {
        var refused = 0;
        foreach (var bytes in files)
        {
            try
            {
                PictureFile.Read(folder.Write("damaged", bytes));
            }
            catch (PictureException)
            {
                refused++;
            }
        }

        return refused;
    }

    private void ComparedWithPil(string kind, string mode, string options, int tolerance, Action require)
    {
        require();
        Python.Require("PIL");
        var file = folder.File($"a.{kind}");
        var hex = Python.Run(
            """
            import sys
            from PIL import Image
            i = Image.new("RGB", (37, 21))
            i.putdata([((x * 7) % 256, (y * 12) % 256, (x * y) % 256) for y in range(21) for x in range(37)])
            i.convert(sys.argv[2]).save(sys.argv[1], **eval("dict(" + sys.argv[3] + ")"))
            print(Image.open(sys.argv[1]).convert("RGB").tobytes().hex())
            """,
            file,
            mode,
            options);
        var expected = Convert.FromHexString(hex.Trim());
        var picture = PictureFile.Read(file);

        Assert.Equal((37, 21), (picture.Width, picture.Height));
        Assert.InRange(expected.Zip(picture.Pixels, (one, other) => Math.Abs(one - other)).Max(), 0, tolerance);
    }

    private sealed class OwnDecoder : IImageDecoder
    {
        public string Format => "OWN";

        public bool Recognizes(ReadOnlySpan<byte> file) => file.StartsWith("own"u8);

        public PictureSize ReadSize(ReadOnlySpan<byte> file) => new(1, 1);

        public void Decode(ReadOnlySpan<byte> file, Span<byte> pixels)
        {
            if (file.Length > 3)
            {
                throw new IOException("as it likes");
            }

            pixels[0] = 1;
            pixels[1] = 2;
            pixels[2] = 3;
        }
    }
}
