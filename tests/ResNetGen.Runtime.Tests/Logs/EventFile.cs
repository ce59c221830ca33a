using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace ResNetGen.Runtime.Tests.Logs;

/// <summary>Reads TensorBoard's event files by their published format alone: its own table of CRC-32C, its own walk over protobuf's bytes.</summary>
internal static class EventFile
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Enumerable.Range(0, 8).Aggregate((uint)value, (crc, _) => (crc & 1) == 1 ? (crc >> 1) ^ 0x82f63b78 : crc >> 1))];

    /// <summary>The events; fails where a length or a checksum is wrong, or bytes are left over.</summary>
    public static IReadOnlyList<Event> Read(string path)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        var events = new List<Event>();
        while (!bytes.IsEmpty)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            Assert.Equal(MaskedCrc(bytes[..8]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));
            var record = bytes.Slice(12, length);
            Assert.Equal(MaskedCrc(record), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(12 + length)..]));
            events.Add(Parse(record.ToArray()));
            bytes = bytes[(16 + length)..];
        }

        return events;
    }

    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        var crc = Crc(bytes);
        return ((crc >> 15) | (crc << 17)) + 0xa282ead8;
    }

    private static Event Parse(byte[] record)
    {
        var fields = Fields(record);
        var time = BitConverter.UInt64BitsToDouble(fields.Single(field => field.Number == 1).Value);
        var scalars = new List<(string, float)>();
        var texts = new List<(string, string)>();
        foreach (var value in fields.Where(field => field.Number == 5).SelectMany(summary => Fields(summary.Bytes)).Where(field => field.Number == 1))
        {
            var parts = Fields(value.Bytes);
            var tag = Encoding.UTF8.GetString(parts.Single(part => part.Number == 1).Bytes);
            scalars.AddRange(parts.Where(part => part.Number == 2).Select(part => (tag, BitConverter.UInt32BitsToSingle((uint)part.Value))));
            foreach (var tensor in parts.Where(part => part.Number == 8).Select(part => Fields(part.Bytes)))
            {
                Assert.Equal(7UL, tensor.Single(part => part.Number == 1).Value);
                Assert.Equal("text", Encoding.UTF8.GetString(Fields(Fields(parts.Single(part => part.Number == 9).Bytes).Single().Bytes).Single().Bytes));
                texts.Add((tag, Encoding.UTF8.GetString(tensor.Single(part => part.Number == 8).Bytes)));
            }
        }

        var version = fields.Where(field => field.Number == 3).Select(field => Encoding.UTF8.GetString(field.Bytes)).SingleOrDefault();
        return new Event(time, (long)fields.SingleOrDefault(field => field.Number == 2).Value, version, scalars, texts);
    }

    private static List<(int Number, ulong Value, byte[] Bytes)> Fields(byte[] message)
    {
        var fields = new List<(int, ulong, byte[])>();
        var place = 0;
        while (place < message.Length)
        {
            var key = (int)Varint();
            var (value, bytes) = (key & 7) switch
            {
                0 => (Varint(), Array.Empty<byte>()),
                1 => (BinaryPrimitives.ReadUInt64LittleEndian(Take(8)), []),
                2 => (0UL, Take((int)Varint())),
                5 => (BinaryPrimitives.ReadUInt32LittleEndian(Take(4)), []),
                var wire => throw new InvalidDataException($"wire type {wire}"),
            };
            fields.Add((key >> 3, value, bytes));
        }

        return fields;

        byte[] Take(int count)
        {
            place += count;
            return message[(place - count)..place];
        }

        ulong Varint()
        {
            var value = 0UL;
            for (var shift = 0; ; shift += 7)
            {
                var next = message[place++];
                value |= (ulong)(next & 0x7f) << shift;
                if (next < 0x80)
                {
                    return value;
                }
            }
        }
    }

    /// <summary>What one record says.</summary>
    internal sealed record Event(double Time, long Step, string? Version, IReadOnlyList<(string Tag, float Value)> Scalars, IReadOnlyList<(string Tag, string Text)> Texts);
}
