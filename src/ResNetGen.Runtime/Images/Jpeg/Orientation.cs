using System;
using System.Buffers.Binary;

namespace ResNetGen.Images.Jpeg;

/// <summary>How a camera was held, of the eight ways that EXIF knows (CIPA DC-008, tag 0x0112): what has to be done to show the picture upright.</summary>
/// <param name="Value">1 for nothing; 2 to 4 mirror or turn by half, 5 to 8 also change rows and columns.</param>
internal readonly record struct Orientation(int Value)
{
    private const int Tag = 0x0112;
    private const int ShortType = 3;
    private const int EntryLength = 12;

    /// <summary>Whether nothing has to be done.</summary>
    public bool IsUpright => Value == 1;

    private bool IsTransposed => Value >= 5;

    /// <summary>The orientation that a JPEG file says; upright where it says none, or nothing sensible.</summary>
    public static Orientation Read(ReadOnlySpan<byte> jpeg)
    {
        const byte App1 = 0xE1;
        var segments = new JpegSegments(jpeg);
        while (segments.MoveNext())
        {
            if (segments.Marker == App1 && segments.Body.StartsWith("Exif\0\0"u8))
            {
                return OfTiff(segments.Body[6..]);
            }
        }

        return new Orientation(1);
    }

    /// <summary>The size of the upright picture.</summary>
    public PictureSize Upright(PictureSize stored) => IsTransposed ? new PictureSize(stored.Height, stored.Width) : stored;

    /// <summary>Writes the picture upright.</summary>
    /// <param name="stored">Three bytes a pixel.</param>
    /// <param name="size">Its size.</param>
    /// <param name="upright">As many bytes.</param>
    public void Turn(ReadOnlySpan<byte> stored, PictureSize size, Span<byte> upright)
    {
        var (right, bottom) = (size.Width - 1, size.Height - 1);
        var turned = Upright(size);
        var to = 0;
        for (var y = 0; y < turned.Height; y++)
        {
            for (var x = 0; x < turned.Width; x++, to += 3)
            {
                var (column, row) = Value switch
                {
                    2 => (right - x, y),
                    3 => (right - x, bottom - y),
                    4 => (x, bottom - y),
                    5 => (y, x),
                    6 => (y, bottom - x),
                    7 => (right - y, bottom - x),
                    8 => (right - y, x),
                    _ => (x, y),
                };
                stored.Slice(((row * size.Width) + column) * 3, 3).CopyTo(upright[to..]);
            }
        }
    }

    // The first directory of the TIFF structure within: entries of a tag, a type, a count and a value.
    private static Orientation OfTiff(ReadOnlySpan<byte> tiff)
    {
        var upright = new Orientation(1);
        if (tiff.Length < 8)
        {
            return upright;
        }

        var isLittle = tiff.StartsWith("II"u8);
        var directory = Number(tiff, 4, 4, isLittle);
        if (directory > tiff.Length - 2)
        {
            return upright;
        }

        var entries = Number(tiff, (int)directory, 2, isLittle);
        for (var entry = (int)directory + 2; entries > 0 && entry + EntryLength <= tiff.Length; entries--, entry += EntryLength)
        {
            if (Number(tiff, entry, 2, isLittle) == Tag && Number(tiff, entry + 2, 2, isLittle) == ShortType)
            {
                var value = Number(tiff, entry + 8, 2, isLittle);
                return value is >= 1 and <= 8 ? new Orientation((int)value) : upright;
            }
        }

        return upright;
    }

    private static uint Number(ReadOnlySpan<byte> bytes, int place, int length, bool isLittle) => (length, isLittle) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[place..]),
        (2, false) => BinaryPrimitives.ReadUInt16BigEndian(bytes[place..]),
        (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[place..]),
        _ => BinaryPrimitives.ReadUInt32BigEndian(bytes[place..]),
    };
}
