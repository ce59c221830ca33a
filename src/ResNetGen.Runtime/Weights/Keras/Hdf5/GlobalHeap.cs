using System;
using System.Buffers.Binary;

namespace ResNetGen.Weights.Keras.Hdf5;

/// <summary>
/// Where a file has its texts of any length: collections, to which attributes only refer (HDF5 File Format Specification 3.0, III.E). Any number of
/// references can be to one text, and the library reads all of an attribute or none, so how much that can be has to be known before.
/// </summary>
internal static class GlobalHeap
{
    private const int HeaderBytes = 16;

    /// <summary>The bytes of a file's largest collection, of which no text is longer; 0 where there is none. More than that where other bytes look like one.</summary>
    public static long LargestCollection(string path)
    {
        using var stream = OpenedFile.Read(path);
        var buffer = new byte[1 << 20];
        var (largest, kept) = (0L, 0);
        for (int read; (read = stream.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var bytes = buffer.AsSpan(0, kept + read);
            largest = Math.Max(largest, LargestIn(bytes, stream.Length));

            // A header that is cut off here is whole in the next piece.
            kept = Math.Min(HeaderBytes - 1, bytes.Length);
            bytes[^kept..].CopyTo(buffer);
        }

        return largest;
    }

    private static long LargestIn(ReadOnlySpan<byte> bytes, long fileLength)
    {
        var largest = 0L;
        for (int found; (found = bytes.IndexOf("GCOL\u0001"u8)) >= 0 && bytes.Length - found >= HeaderBytes; bytes = bytes[(found + 1)..])
        {
            // Files say themselves how wide their sizes are. A number that is read too wide has another field in it, and is beyond the file's end or too much.
            var size = bytes[(found + 8)..];
            foreach (var width in (ReadOnlySpan<ulong>)[BinaryPrimitives.ReadUInt16LittleEndian(size), BinaryPrimitives.ReadUInt32LittleEndian(size), BinaryPrimitives.ReadUInt64LittleEndian(size)])
            {
                largest = width <= (ulong)fileLength ? Math.Max(largest, (long)width) : largest;
            }
        }

        return largest;
    }
}
