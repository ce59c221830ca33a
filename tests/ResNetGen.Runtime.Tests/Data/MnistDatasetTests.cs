using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using ResNetGen.Data;
using ResNetGen.Data.Idx;

namespace ResNetGen.Runtime.Tests.Data;

public sealed class MnistDatasetTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("train-images-idx3-ubyte", "train-labels-idx1-ubyte")]
    [InlineData("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz")]
    [InlineData("train-images.idx3-ubyte", "train-labels.idx1-ubyte.gz")]
    public void Files_are_read_packed_or_not(string images, string labels)
    {
        Write(images, Images(12));
        Write(labels, Labels(12));

        var data = MnistDataset.Open(folder.Path, DatasetPart.Train);

        Assert.Equal(("mnist train", 12, new FeatureShape(1, 28, 28)), (data.Name, data.Count, data.Shape));
        Assert.Equal("7", data.ClassNames[7]);
        var pixels = new byte[784];
        Assert.Equal(1, data.Read(11, pixels));
        Assert.Equal((11, 26), (pixels[0], pixels[783]));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Read(12, pixels));
    }

    [Fact]
    public void The_held_out_part_has_files_of_its_own()
    {
        Write("t10k-images-idx3-ubyte", Images(3));
        Write("t10k-labels-idx1-ubyte", Labels(3));

        Assert.Equal(3, MnistDataset.Open(folder.Path, DatasetPart.Test).Count);
        Refused("train-images-idx3-ubyte is missing, packed (train-images-idx3-ubyte.gz) or not");
    }

    [Fact]
    public void Clothes_are_named_where_the_folder_says_so_and_any_by_a_file()
    {
        var clothes = Directory.CreateDirectory(folder.File("Fashion-MNIST")).FullName;
        Write("Fashion-MNIST/train-images-idx3-ubyte", Images(2));
        Write("Fashion-MNIST/train-labels-idx1-ubyte", Labels(2));
        Assert.Equal("Ankle boot", MnistDataset.Open(clothes, DatasetPart.Train).ClassNames[9]);

        File.WriteAllLines(Path.Combine(clothes, "class_names.txt"), "a b c d e f g h i j".Split(' '));
        Assert.Equal("j", MnistDataset.Open(clothes, DatasetPart.Train).ClassNames[9]);
        File.WriteAllLines(Path.Combine(clothes, "class_names.txt"), ["a"]);
        Assert.Contains("names 1 classes", Assert.Throws<DatasetException>(() => MnistDataset.Open(clothes, DatasetPart.Train)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        Write("train-labels-idx1-ubyte", Labels(2));

        Refused("ends within its header, after 10 of 16 bytes", Images(2)[..10]);
        Refused("ends after 1,567 of 1,568 values", Images(2)[..^1]);
        Refused("has more than the 1,568 values that it says", [.. Images(2), 0]);
        Refused("does not begin as an idx file of images does, with the bytes 00 00 08 03, but with 00000801", Labels(2));
        Refused("does not begin as an idx file of images does, with the bytes 00 00 08 03, but with nothing", []);
        Refused("says that it has 2 x 0 x 28 images", Idx([2, 0, 28], 0));
        Refused("has images of 20 x 28; those of MNIST are 28 x 28.", Idx([2, 20, 28], 2 * 20 * 28));
        Refused("has 2 labels for the 3 images of train-images-idx3-ubyte", Images(3));
        Refused("says that it has 2147483647 x 28 x 28 values, for which the file is too short", Idx([int.MaxValue, 28, 28], 100));
        Refused("there is no such folder", folderName: "no");
    }

    [Fact]
    public void A_label_that_no_digit_has_is_named()
    {
        Write("train-images-idx3-ubyte", Images(3));
        Write("train-labels-idx1-ubyte", [.. Labels(3)[..^1], 10]);

        Refused("image 2 has label 10; the labels are 0 to 9");
    }

    [Fact]
    public void A_packed_file_that_asks_for_more_than_it_can_hold_is_refused_before_memory_is_reserved()
    {
        Write("train-images-idx3-ubyte.gz", Idx([2_000_000, 28, 28], 5000));
        Write("train-labels-idx1-ubyte.gz", Labels(2));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Refused("says that it has 2000000 x 28 x 28 values, for which the file is too short");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Damaged_files_are_refused_or_read_and_nothing_else()
    {
        Write("train-labels-idx1-ubyte", Labels(2));
        Write("train-images-idx3-ubyte.gz", Images(2));
        var file = File.ReadAllBytes(folder.File("train-images-idx3-ubyte.gz"));
        var refused = 0;
        var cases = Enumerable.Range(0, file.Length).Select(length => file[..length]).Concat(Enumerable.Range(0, file.Length * 2).Select(i => Changed(file, i / 2, i % 2 == 0 ? 1 : 128)));
        foreach (var bytes in cases)
        {
            folder.Write("train-images-idx3-ubyte.gz", bytes);
            try
            {
                MnistDataset.Open(folder.Path, DatasetPart.Train);
            }
            catch (DatasetException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, file.Length, (3 * file.Length) - 1);
    }

    private static byte[] Changed(byte[] file, int place, int bits)
    {
        var changed = file.ToArray();
        changed[place] ^= (byte)bits;
        return changed;
    }

    private static byte[] Images(int count) => Idx([count, 28, 28], count * 784);

    private static byte[] Labels(int count) => Idx([count], count);

    // The value of a place is what it is in its image plus the image's place, or for labels the place, each as far as it goes.
    private static byte[] Idx(int[] dimensions, int values)
    {
        var bytes = new List<byte> { 0, 0, 8, (byte)dimensions.Length };
        foreach (var dimension in dimensions)
        {
            bytes.AddRange([(byte)(dimension >> 24), (byte)(dimension >> 16), (byte)(dimension >> 8), (byte)dimension]);
        }

        bytes.AddRange(Enumerable.Range(0, values).Select(i => dimensions.Length == 1 ? (byte)(i % 10) : (byte)((i / 784) + (i % 784 % 256))));
        return [.. bytes];
    }

    private void Write(string name, byte[] bytes)
    {
        if (name.EndsWith(".gz", StringComparison.Ordinal))
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            {
                gzip.Write(bytes);
            }

            bytes = packed.ToArray();
        }

        folder.Write(name, bytes);
    }

    private void Refused(string message, byte[]? images = null, string? folderName = null)
    {
        if (images is not null)
        {
            folder.Write("train-images-idx3-ubyte", images);
        }

        var error = Assert.Throws<DatasetException>(() => MnistDataset.Open(folderName is null ? folder.Path : folder.File(folderName), DatasetPart.Train));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
