using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace ResNetGen.Runtime.Tests.Weights.PyTorch;

/// <summary>Writes pickles instruction by instruction, so that tests can write such as Python would not.</summary>
internal sealed class PickleWriter
{
    private readonly List<byte> bytes = [];

    /// <summary>A list of one tensor, <c>weight</c> of 2 x 3 float32 numbers.</summary>
    public static PickleWriter OneTensor(long offset = 0, long count = 6, string type = "FloatStorage", long rows = 2, long stride = 3) => new PickleWriter()
        .Start().Byte('}').Text("weight").Tensor("0", type, count, offset, [rows, 3], [stride, 1]).Byte('s').End();

    public byte[] ToArray() => [.. bytes];

    public PickleWriter Start() => Byte('\x80').Byte('\x02');

    public PickleWriter End() => Byte('.');

    public PickleWriter Byte(char value)
    {
        bytes.Add((byte)value);
        return this;
    }

    public PickleWriter Text(string value)
    {
        var text = Encoding.UTF8.GetBytes(value);
        Byte('X');
        Int32(text.Length);
        bytes.AddRange(text);
        return this;
    }

    public PickleWriter Name(string module, string name)
    {
        bytes.AddRange(Encoding.ASCII.GetBytes($"c{module}\n{name}\n"));
        return this;
    }

    public PickleWriter Number(long value)
    {
        if (value is >= int.MinValue and <= int.MaxValue)
        {
            Byte('J');
            Int32((int)value);
            return this;
        }

        Byte('\x8a').Byte('\x08');
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, value);
        bytes.AddRange(number);
        return this;
    }

    public PickleWriter Tuple(params ReadOnlySpan<long> values)
    {
        Byte('(');
        foreach (var value in values)
        {
            Number(value);
        }

        return Byte('t');
    }

    public PickleWriter Tensor(string key, string type, long count, long offset, long[] sizes, long[] strides)
    {
        Name("torch._utils", "_rebuild_tensor_v2").Byte('(');
        Byte('(').Text("storage").Name("torch", type).Text(key).Text("cuda:0").Number(count).Byte('t').Byte('Q');
        return Number(offset).Tuple(sizes).Tuple(strides).Byte('\x89').Name("collections", "OrderedDict").Byte(')').Byte('R').Byte('t').Byte('R');
    }

    /// <summary>A file as PyTorch writes it today: this pickle, and storages by their keys.</summary>
    public byte[] ToZip(IReadOnlyDictionary<string, byte[]> storages, CompressionLevel compression = CompressionLevel.NoCompression)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "net/data.pkl", ToArray(), CompressionLevel.NoCompression);
            foreach (var (key, contents) in storages)
            {
                Add(archive, "net/data/" + key, contents, compression);
            }
        }

        return file.ToArray();
    }

    /// <summary>A file as PyTorch wrote it before 1.6.</summary>
    public byte[] ToLegacy(string key, long count, byte[] storage)
    {
        using var file = new MemoryStream();
        file.Write([0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, (byte)'.']);
        file.Write(new PickleWriter().Start().Number(1001).End().ToArray());
        file.Write(new PickleWriter().Start().Byte('}').Text("little_endian").Byte('\x88').Byte('s').End().ToArray());
        file.Write(ToArray());
        file.Write(new PickleWriter().Start().Byte(']').Text(key).Byte('a').End().ToArray());
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, count);
        file.Write(length);
        file.Write(storage);
        return file.ToArray();
    }

    private static void Add(ZipArchive archive, string name, byte[] contents, CompressionLevel compression)
    {
        using var entry = archive.CreateEntry(name, compression).Open();
        entry.Write(contents);
    }

    private void Int32(int value)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(number, value);
        bytes.AddRange(number);
    }
}
