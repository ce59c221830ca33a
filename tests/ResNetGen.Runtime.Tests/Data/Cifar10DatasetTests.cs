using System;
using System.IO;
using System.Linq;
using ResNetGen.Data;
using ResNetGen.Data.Cifar;

namespace ResNetGen.Runtime.Tests.Data;

public class Cifar10DatasetTests
{
    private const int RecordLength = 3073;

    [Fact]
    public void Records_of_several_files_are_read_in_order()
    {
        using var folder = new ScratchFolder();
        for (var file = 1; file <= 5; file++)
        {
            folder.Write($"data_batch_{file}.bin", Records(file, first: file));
        }

        var data = Cifar10Dataset.Open(folder.Path, DatasetPart.Train);

        Assert.Equal(1 + 2 + 3 + 4 + 5, data.Count);
        Assert.Equal(new FeatureShape(3, 32, 32), data.Shape);
        Assert.Equal("airplane", data.ClassNames[0]);
        Assert.Equal("truck", data.ClassNames[9]);
        var pixels = new byte[3072];
        var index = 0;
        for (var file = 1; file <= 5; file++)
        {
            for (var record = 0; record < file; record++, index++)
            {
                Assert.Equal((file + record) % 10, data.Read(index, pixels));
                Assert.Equal((byte)(file + record), pixels[0]);
                Assert.Equal((byte)(file + record + 3071), pixels[3071]);
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => data.Read(15, pixels));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Read(-1, pixels));
    }

    [Fact]
    public void The_folder_may_name_the_classes()
    {
        using var folder = new ScratchFolder();
        folder.Write("test_batch.bin", Records(1, 0));
        File.WriteAllLines(folder.File("batches.meta.txt"), Enumerable.Range(0, 10).Select(i => $"kind {i}").Append(""));

        Assert.Equal("kind 9", Cifar10Dataset.Open(folder.Path, DatasetPart.Test).ClassNames[9]);

        File.WriteAllLines(folder.File("batches.meta.txt"), ["one", "two"]);
        var error = Assert.Throws<DatasetException>(() => Cifar10Dataset.Open(folder.Path, DatasetPart.Test));
        Assert.Contains("names 2 classes; CIFAR-10 has 10", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var error = Assert.Throws<DatasetException>(() => Cifar10Dataset.Open("/nowhere/cifar", DatasetPart.Train));

        Assert.StartsWith("/nowhere/cifar: there is no such folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_files_are_all_named()
    {
        using var folder = new ScratchFolder();
        folder.Write("data_batch_1.bin", Records(1, 0));
        folder.Write("data_batch_3.bin", Records(1, 0));

        var error = Assert.Throws<DatasetException>(() => Cifar10Dataset.Open(folder.Path, DatasetPart.Train));

        Assert.Contains("data_batch_2.bin, data_batch_4.bin, data_batch_5.bin are missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_file_is_refused_with_the_numbers()
    {
        using var folder = new ScratchFolder();
        var path = folder.Write("test_batch.bin", Records(3, 0)[..^100]);

        var error = Assert.Throws<DatasetException>(() => Cifar10Dataset.Open(folder.Path, DatasetPart.Test));

        Assert.Equal(path, error.Origin);
        Assert.Contains("9,119 bytes, which is not a multiple of 3,073", error.Message, StringComparison.Ordinal);
        Assert.Contains("2 whole images and 2,973 bytes over", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        using var folder = new ScratchFolder();
        folder.Write("test_batch.bin", []);

        Assert.Throws<DatasetException>(() => Cifar10Dataset.Open(folder.Path, DatasetPart.Test));
    }

    [Fact]
    public void A_label_out_of_range_is_refused_with_its_image()
    {
        using var folder = new ScratchFolder();
        var records = Records(4, 0);
        records[2 * RecordLength] = 10;
        folder.Write("test_batch.bin", records);

        var error = Assert.Throws<DatasetException>(() => Cifar10Dataset.Open(folder.Path, DatasetPart.Test));

        Assert.Contains("image 2 has label 10; CIFAR-10's labels are 0 to 9", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_published_files_are_read()
    {
        var test = Cifar10Dataset.Open(SharedFolder.Require("data/cifar10"), DatasetPart.Test);
        var pixels = new byte[3072];
        var labels = Enumerable.Range(0, test.Count).CountBy(i => test.Read(i, pixels)).ToDictionary();

        Assert.Equal(10_000, test.Count);
        Assert.All(labels.Values, count => Assert.Equal(1000, count));
        Assert.Equal("cat", test.ClassNames[test.Read(0, pixels)]);
    }

    /// <summary>Records whose label and pixels count up.</summary>
    private static byte[] Records(int count, int first)
    {
        var bytes = new byte[count * RecordLength];
        for (var record = 0; record < count; record++)
        {
            bytes[record * RecordLength] = (byte)((first + record) % 10);
            for (var i = 0; i < RecordLength - 1; i++)
            {
                bytes[(record * RecordLength) + 1 + i] = (byte)(first + record + i);
            }
        }

        return bytes;
    }
}
