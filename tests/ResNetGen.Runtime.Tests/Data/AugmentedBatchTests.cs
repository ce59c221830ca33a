using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ResNetGen.Data;
using ResNetGen.Data.Folders;
using ResNetGen.Data.Shapes;
using ResNetGen.Runtime.Tests.Images;

namespace ResNetGen.Runtime.Tests.Data;

/// <summary>Batches with everything that varies images, and with images that cannot be read.</summary>
public class AugmentedBatchTests
{
    private static readonly FeatureShape Shape = new(3, 16, 16);

    private static readonly Augmentation Everything = Augmentation.Parse("crop=2,flip,resized,shift=0.1,color=0.4/0.4/0.4/0.1,cutout=6,mixup=0.4", Augmentation.None);

    private static readonly BatchOptions Options = new() { Size = 16, Normalization = Normalization.Unit, Shuffle = true, Augmentation = Everything, Seed = 9, ReplaceBroken = true };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void However_many_workers_there_are_the_batches_are_the_same(bool arePictures)
    {
        using var folder = new ScratchFolder();
        IImageDataset data = arePictures ? Pictures(folder, 60) : new BrokenDataset(new ShapesDataset(DatasetPart.Train, Shape, 200), 7, 33, 34);
        var expected = Hash(data, Options with { Workers = 1, Ahead = 1 });

        Assert.Equal(expected, Hash(data, Options with { Workers = 2, Ahead = 3 }));
        Assert.Equal(expected, Hash(data, Options with { Workers = 5, Ahead = 9 }));
        Assert.NotEqual(expected, Hash(data, Options with { Workers = 5, Seed = 10 }));
        foreach (var without in new[] { Everything with { Resized = null }, Everything with { Color = null }, Everything with { Cutout = 0 }, Everything with { Shift = 0 }, Everything with { Mixup = 0 } })
        {
            Assert.NotEqual(expected, Hash(data, Options with { Augmentation = without }));
        }
    }

    [Fact]
    public void Mixed_batches_say_both_labels_and_the_share()
    {
        var data = new MemoryDataset(40, Shape, 10, (index, _) => (byte)(index % 10));
        using var loader = new BatchLoader(data, new BatchOptions { Size = 16, Normalization = Normalization.Raw, Augmentation = Augmentation.None with { Mixup = 1 } });
        var shares = new List<double>();
        foreach (var batch in loader.Epoch(0))
        {
            using (batch)
            {
                var numbers = Numbers(batch);
                var labels = Labels(batch.Labels);
                var mixed = Labels(batch.MixedLabels);
                Assert.Equal(batch.Count, mixed.Length);
                for (var i = 0; i < batch.Count; i++)
                {
                    Assert.Equal(labels[batch.Count - 1 - i], mixed[i]);
                    Assert.Equal((batch.MixShare * labels[i]) + ((1 - batch.MixShare) * mixed[i]), numbers[i * Shape.Length], 1e-4);
                }

                shares.Add(batch.MixShare);
            }
        }

        Assert.Equal(3, shares.Distinct().Count());
        Assert.All(shares, share => Assert.InRange(share, 0, 1));
    }

    [Fact]
    public void Without_mixup_there_is_one_tensor_of_labels()
    {
        using var loader = new BatchLoader(new MemoryDataset(5, Shape, 10, (_, _) => 0), new BatchOptions { Size = 2, Normalization = Normalization.Unit });
        foreach (var batch in loader.Epoch(0))
        {
            Assert.Same(batch.Labels, batch.MixedLabels);
            Assert.Equal(1, batch.MixShare);
            batch.Dispose();
        }
    }

    [Fact]
    public void A_broken_image_is_named_once_and_another_takes_its_place()
    {
        var broken = BrokenImages.AtMost(2);
        var events = new List<BrokenImage>();
        broken.Found += (_, image) =>
        {
            lock (events)
            {
                events.Add(image);
            }
        };
        var data = new BrokenDataset(new MemoryDataset(64, Shape, 64, (index, _) => (byte)index), 5, 40);
        using var loader = new BatchLoader(data, new BatchOptions { Size = 16, Normalization = Normalization.Raw, Broken = broken, ReplaceBroken = true });
        var (first, second) = (ReadLabels(loader, 0), ReadLabels(loader, 1));

        Assert.Equal(64, first.Count);
        Assert.DoesNotContain(5, first);
        Assert.NotEqual(first[5], second[5]);
        Assert.Equal(first, ReadLabels(loader, 0));
        Assert.Equal([5, 40], broken.All.Select(image => image.Index));
        Assert.Equal(2, events.Count);
        Assert.Equal("image 5: bad sector", broken.All[0].ToString());
    }

    [Fact]
    public void Evaluation_leaves_broken_images_out()
    {
        var broken = BrokenImages.AtMost(20);
        var data = new BrokenDataset(new MemoryDataset(40, Shape, 64, (index, _) => (byte)index), [3, .. Enumerable.Range(16, 16)]);
        using var loader = new BatchLoader(data, new BatchOptions { Size = 16, Normalization = Normalization.Raw, Broken = broken });

        var labels = ReadLabels(loader, 0);

        Assert.Equal(Enumerable.Range(0, 40).Select(i => (long)i).Where(i => i is not 3 and not (>= 16 and < 32)), labels);
        Assert.Equal(17, broken.All.Count);
    }

    [Fact]
    public void Beyond_the_limit_the_run_ends_with_the_list()
    {
        var data = new BrokenDataset(new MemoryDataset(200, Shape, 10, (_, _) => 0), [.. Enumerable.Range(50, 13)]);
        using var few = new BatchLoader(data, Options with { Broken = BrokenImages.Usual(), Shuffle = false, Workers = 1 });
        using var many = new BatchLoader(data, Options with { Broken = BrokenImages.AtMost(12), Shuffle = false, Workers = 1 });
        using var none = new BatchLoader(data, Options with { Shuffle = false });

        Assert.Equal(
            "memory: 3 of 200 images cannot be read, and 2 may be so. Repair or remove them, or allow more of them (--broken N on the command line):\n  image 50: bad sector\n  image 51: bad sector\n  image 52: bad sector",
            Assert.Throws<DatasetException>(() => ReadLabels(few, 0)).Message);
        Assert.EndsWith("\n  image 59: bad sector\n  and 3 more", Assert.Throws<DatasetException>(() => ReadLabels(many, 0)).Message, StringComparison.Ordinal);
        Assert.Equal("image 50: bad sector", Assert.Throws<BrokenImageException>(() => ReadLabels(none, 0)).Message);
    }

    [Fact]
    public void A_data_set_of_which_nothing_can_be_read_ends_the_run()
    {
        var data = new BrokenDataset(new MemoryDataset(3, Shape, 10, (_, _) => 0), 0, 1, 2);
        using var loader = new BatchLoader(data, Options with { Broken = BrokenImages.AtMost(1000) });

        Assert.Contains("3 of 3 images cannot be read", Assert.Throws<DatasetException>(() => ReadLabels(loader, 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_memory_is_reserved_for_each_image()
    {
        var data = new ShapesDataset(DatasetPart.Train, Shape, 2000);
        using var loader = new BatchLoader(data, Options with { Size = 50, Workers = 1 });
        ReadLabels(loader, 0);

        // The counter is that of the process, in which other tests run: the least of some epochs is the loader's own.
        var least = Enumerable.Range(1, 6).Min(epoch =>
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            foreach (var batch in loader.Epoch(epoch))
            {
                batch.Dispose();
            }

            return GC.GetTotalAllocatedBytes(precise: true) - before;
        });

        // An image has 768 bytes and 3,072 of numbers; the order of the images takes 8,000, and each batch a task and little else.
        Assert.InRange(least / 2000, 0, 100);
    }

    [Fact]
    public void The_time_that_was_waited_is_counted_anew_in_each_epoch()
    {
        var data = new SlowDataset(new MemoryDataset(8, Shape, 10, (_, _) => 0), TimeSpan.FromMilliseconds(20));
        using var loader = new BatchLoader(data, new BatchOptions { Size = 4, Normalization = Normalization.Unit, Workers = 1, Ahead = 1 });
        ReadLabels(loader, 0);
        var slow = loader.SecondsWaited;
        data.Pause = TimeSpan.Zero;
        ReadLabels(loader, 1);

        Assert.InRange(slow, 0.15, 5);
        Assert.InRange(loader.SecondsWaited, 0, slow / 2);
    }

    private static ImageFolderDataset Pictures(ScratchFolder folder, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var path = folder.File($"{(i % 2 == 0 ? "even" : "odd")}/{i:d3}.bmp");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, i == 9 ? [1, 2, 3] : SampleBmp.Encode(SamplePicture.Noise(20 + i, 50 - (i / 2))));
        }

        return ImageFolderDataset.Open(ImageFolder.Find(folder.Path), DatasetPart.Train, Shape);
    }

    private static string Hash(IImageDataset data, BatchOptions options)
    {
        using var loader = new BatchLoader(data, options with { Broken = BrokenImages.AtMost(5) });
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var batch in loader.Epoch(2))
        {
            using (batch)
            {
                hash.AppendData(batch.Images.contiguous().bytes);
                hash.AppendData(MemoryMarshal.AsBytes(Labels(batch.MixedLabels)));
                hash.AppendData(BitConverter.GetBytes(batch.MixShare));
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static List<long> ReadLabels(BatchLoader loader, int epoch)
    {
        var labels = new List<long>();
        foreach (var batch in loader.Epoch(epoch))
        {
            using (batch)
            {
                labels.AddRange(Labels(batch.Labels));
            }
        }

        return labels;
    }

    private static Span<float> Numbers(Batch batch) => MemoryMarshal.Cast<byte, float>(batch.Images.bytes);

    private static Span<long> Labels(TorchSharp.torch.Tensor labels) => MemoryMarshal.Cast<byte, long>(labels.bytes);

    private sealed class SlowDataset(IImageDataset all, TimeSpan pause) : IImageDataset
    {
        public TimeSpan Pause { get; set; } = pause;

        public string Name => all.Name;

        public int Count => all.Count;

        public FeatureShape Shape => all.Shape;

        public IReadOnlyList<string> ClassNames => all.ClassNames;

        public int Read(int index, Span<byte> pixels)
        {
            System.Threading.Thread.Sleep(Pause);
            return all.Read(index, pixels);
        }
    }
}
