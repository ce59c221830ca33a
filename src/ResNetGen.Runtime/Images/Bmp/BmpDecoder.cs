using System;
using System.Buffers.Binary;
using System.IO;
using System.Numerics;

namespace ResNetGen.Images.Bmp;

/// <summary>Reads BMP files that are not compressed: palettes of 1, 4 and 8 bits, and 16, 24 and 32 bits a pixel. What they say of transparency does not count, as programs differ on it.</summary>
internal sealed class BmpDecoder : IImageDecoder
{
    /// <inheritdoc/>
    public string Format => "BMP";

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> file) => file.StartsWith("BM"u8);

    /// <inheritdoc/>
    public PictureSize ReadSize(ReadOnlySpan<byte> file) => new BmpHeader(file).Size;

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> file, Span<byte> pixels)
    {
        var header = new BmpHeader(file);
        var (width, height) = header.Size;
        for (var y = 0; y < height; y++)
        {
            var stored = header.IsTopFirst ? y : height - 1 - y;
            var row = file.Slice((int)(header.Pixels + (stored * header.Stride)), (int)header.Stride);
            var destination = pixels.Slice(y * width * 3, width * 3);
            if (header.Bits <= 8)
            {
                DecodePalette(header, file, row, destination);
            }
            else if (header.Bits == 24)
            {
                for (var i = 0; i < destination.Length; i += 3)
                {
                    (destination[i], destination[i + 1], destination[i + 2]) = (row[i + 2], row[i + 1], row[i]);
                }
            }
            else
            {
                DecodeMasks(header, row, destination);
            }
        }
    }

    private static void DecodePalette(BmpHeader header, ReadOnlySpan<byte> file, ReadOnlySpan<byte> row, Span<byte> destination)
    {
        var perByte = 8 / header.Bits;
        for (var x = 0; x < destination.Length / 3; x++)
        {
            var shift = (perByte - 1 - (x % perByte)) * header.Bits;
            var color = (row[x / perByte] >> shift) & ((1 << header.Bits) - 1);
            if (color >= header.PaletteCount)
            {
                throw new InvalidDataException($"has a pixel of colour {color}, and its palette has {header.PaletteCount} colours");
            }

            var entry = file[(header.Palette + (color * header.PaletteEntry))..];
            (destination[3 * x], destination[(3 * x) + 1], destination[(3 * x) + 2]) = (entry[2], entry[1], entry[0]);
        }
    }

    private static void DecodeMasks(BmpHeader header, ReadOnlySpan<byte> row, Span<byte> destination)
    {
        var (red, green, blue) = header.Masks;
        for (var x = 0; x < destination.Length / 3; x++)
        {
            var bits = header.Bits == 16 ? BinaryPrimitives.ReadUInt16LittleEndian(row[(2 * x)..]) : BinaryPrimitives.ReadUInt32LittleEndian(row[(4 * x)..]);
            destination[3 * x] = Level(bits, red);
            destination[(3 * x) + 1] = Level(bits, green);
            destination[(3 * x) + 2] = Level(bits, blue);
        }
    }

    /// <summary>The bits of a mask as a level from 0 to 255.</summary>
    private static byte Level(uint bits, uint mask)
    {
        if (mask == 0)
        {
            return 0;
        }

        var shift = BitOperations.TrailingZeroCount(mask);
        ulong most = mask >> shift;
        return (byte)(((((bits & mask) >> shift) * 255UL) + (most / 2)) / most);
    }
}
