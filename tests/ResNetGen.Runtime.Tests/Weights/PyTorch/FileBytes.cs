using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using ResNetGen.Weights.PyTorch.Pickle;

namespace ResNetGen.Runtime.Tests.Weights.PyTorch;

/// <summary>Files of PyTorch around a pickle, such as PyTorch writes and such as it would not.</summary>
internal static class FileBytes
{
    public static PickleName Storage(string type) => new("torch", type);

    /// <summary>A list of one tensor, <c>weight</c> of 2 x 3 float32 numbers.</summary>
    public static PickleWriter OneTensor(long offset = 0, long count = 6, string type = "FloatStorage", long rows = 2, long stride = 3) =>
        new PickleWriter().Start().Do("}").Text("weight").Tensor(Storage(type), "0", count, offset, [rows, 3], [stride, 1]).Do("s").End();

    /// <summary>A file as PyTorch writes it today: a pickle, and storages by their keys.</summary>
    public static byte[] ToZip(this PickleWriter pickle, IReadOnlyDictionary<string, byte[]> storages, CompressionLevel compression = CompressionLevel.NoCompression)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "net/data.pkl", pickle.ToArray(), CompressionLevel.NoCompression);
            foreach (var (key, contents) in storages)
            {
                Add(archive, "net/data/" + key, contents, compression);
            }
        }

        return file.ToArray();
    }

    /// <summary>A file as PyTorch wrote it before 1.6.</summary>
    public static byte[] ToLegacy(this PickleWriter pickle, string key, long count, byte[] storage)
    {
        using var file = new MemoryStream();
        file.Write([0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, (byte)'.']);
        file.Write(new PickleWriter().Start().Number(1001).End().ToArray());
        file.Write(new PickleWriter().Start().Do("}").Text("little_endian").Do("\x88s").End().ToArray());
        file.Write(pickle.ToArray());
        file.Write(new PickleWriter().Start().Do("]").Text(key).Do("a").End().ToArray());
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
}
