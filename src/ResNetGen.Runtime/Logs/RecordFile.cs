using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Numerics;

namespace ResNetGen.Logs;

/// <summary>
/// TensorFlow's record format, <c>tensorflow/core/lib/io/record_writer.h</c>: for each record its length in 8 bytes, the masked CRC-32C of these, the
/// bytes, and their masked CRC-32C, all little-endian.
/// </summary>
internal sealed class RecordFile : IDisposable
{
    private const int LengthBytes = 8;
    private const int CrcBytes = 4;

    private readonly FileStream file;

    /// <summary>Opens the file, at its beginning.</summary>
    public RecordFile(string path)
    {
        Path = path;
        file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The records from the file's position to the first that is not whole, each with the place of its end.</summary>
    public IEnumerable<(byte[] Record, long End)> Read()
    {
        while (TryRead(LengthBytes) is { } head)
        {
            var length = BinaryPrimitives.ReadUInt64LittleEndian(head);
            if (length > (ulong)(file.Length - file.Position) || TryRead((int)length) is not { } record)
            {
                yield break;
            }

            yield return (record, file.Position);
        }
    }

    /// <summary>Cuts off what is behind a place, and goes on from there.</summary>
    public void CutAt(long length)
    {
        file.SetLength(length);
        file.Position = length;
    }

    /// <summary>Appends a record.</summary>
    public void Add(ReadOnlySpan<byte> record)
    {
        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)record.Length);
        Write(length);
        Write(record);
    }

    /// <summary>Hands all records to the operating system.</summary>
    public void Flush() => file.Flush();

    public void Dispose() => file.Dispose();

    private void Write(ReadOnlySpan<byte> bytes)
    {
        file.Write(bytes);
        Span<byte> crc = stackalloc byte[CrcBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(crc, MaskedCrc(bytes));
        file.Write(crc);
    }

    // So many bytes, if they and the checksum behind them are there and agree.
    private byte[]? TryRead(int count)
    {
        if (file.Length - file.Position < (long)count + CrcBytes)
        {
            return null;
        }

        var bytes = new byte[count];
        file.ReadExactly(bytes);
        Span<byte> crc = stackalloc byte[CrcBytes];
        file.ReadExactly(crc);
        return BinaryPrimitives.ReadUInt32LittleEndian(crc) == MaskedCrc(bytes) ? bytes : null;
    }

    // Rotated and added to, because a CRC over data that hold CRCs says little.
    private static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return BitOperations.RotateRight(~crc, 15) + 0xa282ead8;
    }
}
