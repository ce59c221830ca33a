using System;
using System.IO;

namespace ResNetGen.Cli.Tests;

/// <summary>A folder in CIFAR-10's binary format with few images, each of one grey that says its class.</summary>
internal static class SmallCifar
{
    public const int TrainImages = 5 * ImagesPerFile;

    public const int ImagesPerFile = 20;

    private const int PixelBytes = 3 * 32 * 32;

    public static string Write(ScratchFolder folder)
    {
        var path = folder.File("cifar");
        Directory.CreateDirectory(path);
        for (var i = 1; i <= 5; i++)
        {
            File.WriteAllBytes(Path.Combine(path, $"data_batch_{i}.bin"), Records());
        }

        File.WriteAllBytes(Path.Combine(path, "test_batch.bin"), Records());
        return path;
    }

    private static byte[] Records()
    {
        var records = new byte[ImagesPerFile * (1 + PixelBytes)];
        for (var i = 0; i < ImagesPerFile; i++)
        {
            var record = records.AsSpan(i * (1 + PixelBytes), 1 + PixelBytes);
            record[0] = (byte)(i % 10);
            record[1..].Fill((byte)(25 * (i % 10)));
        }

        return records;
    }
}
