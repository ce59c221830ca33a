using System;
using System.IO;
using System.Linq;
using ResNetGen.Data;
using ResNetGen.Data.Cifar;

namespace ResNetGen.Runtime.Tests.Data;

public class Cifar100DatasetTests
{
    private const int RecordLength = 3074;

    [Fact]
    public void The_fine_labels_count()
    {
        using var folder = new ScratchFolder();
        folder.Write("train.bin", Records(3));
        folder.Write("test.bin", Records(1));

        var train = Cifar100Dataset.Open(folder.Path, DatasetPart.Train);

        Assert.Equal(("cifar100 train", 3, new FeatureShape(3, 32, 32)), (train.Name, train.Count, train.Shape));
        Assert.Equal(1, Cifar100Dataset.Open(folder.Path, DatasetPart.Test).Count);
        Assert.Equal(100, train.ClassNames.Distinct().Count());
        Assert.Equal(train.ClassNames.Order(StringComparer.Ordinal), train.ClassNames);
        var pixels = new byte[3072];
        Assert.Equal(99, train.Read(2, pixels));
        Assert.Equal((2, 201), (pixels[0], pixels[3071]));
    }

    [Fact]
    public void The_folder_names_the_classes()
    {
        using var folder = new ScratchFolder();
        folder.Write("test.bin", Records(1));
        File.WriteAllLines(folder.File("fine_label_names.txt"), Enumerable.Range(0, 100).Select(i => $"kind {i}"));

        Assert.Equal("kind 99", Cifar100Dataset.Open(folder.Path, DatasetPart.Test).ClassNames[99]);

        File.WriteAllLines(folder.File("fine_label_names.txt"), ["one"]);
        Refused(folder.Path, DatasetPart.Test, $"{folder.File("fine_label_names.txt")}: names 1 classes; CIFAR-100 has 100");
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        using var folder = new ScratchFolder();
        Refused(folder.File("no"), DatasetPart.Train, "there is no such folder; give the one that holds CIFAR-100's train.bin and test.bin.");
        Refused(folder.Path, DatasetPart.Train, $"{folder.Path}: train.bin is missing; it has to be CIFAR-100's binary version, unpacked from cifar-100-binary.tar.gz.");
        folder.Write("train.bin", Records(2)[..^1]);
        Refused(folder.Path, DatasetPart.Train, "has 6,147 bytes, which is not a multiple of 3,074 (two labels and 3 x 32 x 32 pixels)");
        var records = Records(2);
        records[RecordLength + 1] = 100;
        folder.Write("train.bin", records);
        Refused(folder.Path, DatasetPart.Train, "image 1 has label 100; CIFAR-100's labels are 0 to 99");
    }

    private static void Refused(string folder, DatasetPart part, string message) =>
        Assert.Contains(message, Assert.Throws<DatasetException>(() => Cifar100Dataset.Open(folder, part)).Message, StringComparison.Ordinal);

    // The coarse label is the record's place, the fine one counts down from 99 with the records that come.
    private static byte[] Records(int count)
    {
        var bytes = new byte[count * RecordLength];
        for (var i = 0; i < count; i++)
        {
            bytes[i * RecordLength] = (byte)i;
            bytes[(i * RecordLength) + 1] = (byte)(100 - count + i);
            bytes[(i * RecordLength) + 2] = (byte)i;
            bytes[(i * RecordLength) + 3073] = (byte)(199 + i);
        }

        return bytes;
    }
}
