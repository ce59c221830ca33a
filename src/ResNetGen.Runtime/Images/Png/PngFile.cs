using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using ResNetGen.Weights;

namespace ResNetGen.Images.Png;

/// <summary>Writes PNG files (PNG specification, third edition): 8 bits a channel, grey or red, green and blue.</summary>
public static class PngFile
{
    private const byte Grey = 0;
    private const byte TrueColour = 2;
    private const byte Up = 2;

    /// <summary>How PNG files begin.</summary>
    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>Writes a file, whole or not at all. Its folder is made.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, Picture picture)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = Encode(picture);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>The file's bytes, for a page that holds the picture itself.</summary>
    public static byte[] Encode(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        using var file = new MemoryStream();
        file.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        header.Clear();
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], picture.Height);
        header[8] = 8;
        header[9] = picture.Channels == 1 ? Grey : TrueColour;
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Compress(picture));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static ReadOnlySpan<byte> Compress(Picture picture)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            // The difference to the row above is small in most pictures.
            var above = new byte[picture.Width * picture.Channels];
            var filtered = new byte[above.Length + 1];
            filtered[0] = Up;
            for (var y = 0; y < picture.Height; y++)
            {
                var row = picture.Row(y);
                for (var i = 0; i < row.Length; i++)
                {
                    filtered[i + 1] = (byte)(row[i] - above[i]);
                }

                deflate.Write(filtered);
                row.CopyTo(above);
            }
        }

        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(kind);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Append(Crc32.Append(0, kind), data));
        file.Write(number);
    }
}
