using System;
using System.Buffers.Binary;
using System.IO;

namespace ResNetGen.Images.Bmp;

/// <summary>What the headers of a BMP file say, held against what the file has.</summary>
internal readonly ref struct BmpHeader
{
    private const int FileHeader = 14;
    private const int CoreHeader = 12;
    private const int InfoHeader = 40;
    private const uint Uncompressed = 0;
    private const uint WithMasks = 3;
    private const uint WithMasksAndAlpha = 6;

    /// <summary>Reads the headers.</summary>
    /// <exception cref="InvalidDataException">They are damaged, or of a kind that is not read.</exception>
    public BmpHeader(ReadOnlySpan<byte> file)
    {
        var length = file.Length >= FileHeader + 4 ? Int(file, FileHeader) : 0;
        if (length < CoreHeader || (length > CoreHeader && length < InfoHeader) || length > 1024 || FileHeader + length > file.Length)
        {
            throw new InvalidDataException("is no whole BMP file (its header is cut off or unknown)");
        }

        var isCore = length == CoreHeader;
        var (width, height) = isCore ? (Short(file, 18), Short(file, 20)) : (Int(file, 18), Int(file, 22));
        Bits = Short(file, isCore ? 24 : 28);
        var compression = isCore ? Uncompressed : (uint)Int(file, 30);
        if (compression != Uncompressed && !(compression is WithMasks or WithMasksAndAlpha && Bits is 16 or 32))
        {
            throw new InvalidDataException($"is a compressed BMP file (method {compression}), which is not read; save it as PNG");
        }

        if (Bits is not (1 or 4 or 8 or 16 or 24 or 32))
        {
            throw new InvalidDataException($"has {Bits} bits a pixel, which no BMP file has");
        }

        if (width < 1 || height is 0 or int.MinValue)
        {
            throw new InvalidDataException($"says that it has {width} x {height} pixels");
        }

        IsTopFirst = height < 0;
        Size = new PictureSize(width, Math.Abs(height));
        Masks = compression != Uncompressed ? ReadMasks(file) : Bits == 16 ? (0x7C00u, 0x03E0u, 0x001Fu) : (0xFF0000u, 0x00FF00u, 0x0000FFu);

        // A row is filled up to whole groups of four bytes.
        Stride = (((long)width * Bits) + 31) / 32 * 4;
        PaletteEntry = isCore ? 3 : 4;
        Palette = FileHeader + length;
        PaletteCount = Bits > 8 ? 0 : isCore || Int(file, 46) is <= 0 or > 256 ? 1 << Bits : Math.Min(Int(file, 46), 1 << Bits);
        Pixels = (uint)Int(file, 10);
        if (Pixels < Palette + (PaletteCount * PaletteEntry) || Stride > file.Length || Pixels + (Stride * Size.Height) > file.Length)
        {
            throw new InvalidDataException(FormattableString.Invariant($"is no whole BMP file (its {Size} pixels of {Bits} bits do not lie within its {file.Length:N0} bytes)"));
        }
    }

    /// <summary>Columns and rows.</summary>
    public PictureSize Size { get; }

    /// <summary>Bits a pixel: 1, 4 and 8 are places in the palette.</summary>
    public int Bits { get; }

    /// <summary>Whether the top row comes first; else the bottom row does.</summary>
    public bool IsTopFirst { get; }

    /// <summary>Which bits of 16 or 32 are red, green and blue.</summary>
    public (uint Red, uint Green, uint Blue) Masks { get; }

    /// <summary>Bytes from row to row.</summary>
    public long Stride { get; }

    /// <summary>Where the pixels begin.</summary>
    public long Pixels { get; }

    /// <summary>Where the palette begins.</summary>
    public int Palette { get; }

    /// <summary>Colours in it.</summary>
    public int PaletteCount { get; }

    /// <summary>Bytes of one of them: blue, green, red, and mostly one that counts nothing.</summary>
    public int PaletteEntry { get; }

    private static (uint Red, uint Green, uint Blue) ReadMasks(ReadOnlySpan<byte> file)
    {
        const int First = FileHeader + InfoHeader;
        return file.Length >= First + 12
            ? ((uint)Int(file, First), (uint)Int(file, First + 4), (uint)Int(file, First + 8))
            : throw new InvalidDataException("is no whole BMP file (its masks are cut off)");
    }

    private static int Int(ReadOnlySpan<byte> file, int place) => BinaryPrimitives.ReadInt32LittleEndian(file[place..]);

    private static int Short(ReadOnlySpan<byte> file, int place) => BinaryPrimitives.ReadUInt16LittleEndian(file[place..]);
}
