using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace ResNetGen.Data.Idx;

/// <summary>
/// A file of bytes in the idx format of the MNIST data (LeCun, "The MNIST database of handwritten digits"): two zeros, the type 8 for bytes, the count of dimensions, each
/// dimension as a big-endian number, and the bytes. It may be packed by gzip.
/// </summary>
internal sealed class IdxFile
{
    private const byte Bytes = 8;

    // Deflate makes of one byte 1,032 at most.
    private const long MostGrowth = 1100;

    private IdxFile(int[] dimensions, byte[] values)
    {
        Dimensions = dimensions;
        Values = values;
    }

    /// <summary>How many there are of what: images, rows, columns.</summary>
    public int[] Dimensions { get; }

    /// <summary>All bytes.</summary>
    public byte[] Values { get; }

    /// <summary>Reads a file. What it says that it has is held against its length before memory is reserved.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rank">The dimensions that it has to have.</param>
    /// <param name="holds">What it has to hold, for messages.</param>
    /// <exception cref="DatasetException">It cannot be read, or is no such file.</exception>
    public static IdxFile Read(string path, int rank, string holds)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> start = stackalloc byte[2];
            var isPacked = file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start is [0x1F, 0x8B];
            file.Position = 0;
            using Stream content = isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
            var dimensions = ReadDimensions(path, content, rank, holds);
            return new IdxFile(dimensions, ReadValues(path, content, dimensions, isPacked ? file.Length * MostGrowth : file.Length));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new DatasetException(path, $"cannot be read: {error.Message}", error);
        }
    }

    private static int[] ReadDimensions(string path, Stream content, int rank, string holds)
    {
        var header = new byte[4 + (4 * rank)];
        var read = content.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (read < 4 || header is not [0, 0, Bytes, ..] || header[3] != rank)
        {
            throw new DatasetException(
                path, $"does not begin as an idx file of {holds} does, with the bytes 00 00 08 {rank:x2}, but with {(read == 0 ? "nothing" : Convert.ToHexStringLower(header.AsSpan(0, Math.Min(4, read))))}.");
        }

        if (read < header.Length)
        {
            throw new DatasetException(path, $"ends within its header, after {read} of {header.Length} bytes; copy or unpack it again.");
        }

        var dimensions = new int[rank];
        for (var i = 0; i < rank; i++)
        {
            dimensions[i] = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 + (4 * i)));
        }

        return dimensions.All(dimension => dimension > 0)
            ? dimensions
            : throw new DatasetException(path, $"says that it has {string.Join(" x ", dimensions)} {holds}.");
    }

    private static byte[] ReadValues(string path, Stream content, int[] dimensions, long most)
    {
        var length = dimensions.Aggregate((Int128)1, (product, dimension) => product * dimension);
        if (length > most || length > Array.MaxLength)
        {
            throw new DatasetException(
                path, FormattableString.Invariant($"says that it has {string.Join(" x ", dimensions)} values, for which the file is too short; copy or unpack it again."));
        }

        var values = new byte[(int)length];
        var read = content.ReadAtLeast(values, values.Length, throwOnEndOfStream: false);
        if (read < values.Length)
        {
            throw new DatasetException(path, FormattableString.Invariant($"ends after {read:N0} of {values.Length:N0} values; copy or unpack it again."));
        }

        return content.ReadByte() < 0
            ? values
            : throw new DatasetException(path, FormattableString.Invariant($"has more than the {values.Length:N0} values that it says; it is damaged or of another kind."));
    }
}
