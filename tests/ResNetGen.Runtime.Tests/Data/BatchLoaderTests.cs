using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using ResNetGen.Data;
using ResNetGen.Data.Shapes;
using static TorchSharp.torch;

namespace ResNetGen.Runtime.Tests.Data;

public class BatchLoaderTests
{
    private static readonly FeatureShape Shape = new(3, 8, 8);

    private static readonly BatchOptions Options = new() { Size = 16, Normalization = Normalization.Unit };

    [Fact]
    public void Batches_hold_the_images_in_order()
    {
        using var loader = new BatchLoader(Data(40), Options);
        var seen = 0;
        foreach (var batch in loader.Epoch(0))
        {
            using (batch)
            {
                Assert.Equal(seen / 16, batch.Number);
                Assert.Equal(seen == 32 ? 8 : 16, batch.Count);
                Assert.Equal([batch.Count, 3, 8, 8], batch.Images.shape);
                Assert.Equal([batch.Count], batch.Labels.shape);
                Assert.Equal(ScalarType.Float32, batch.Images.dtype);
                Assert.Equal(ScalarType.Int64, batch.Labels.dtype);
                for (var i = 0; i < batch.Count; i++, seen++)
                {
                    Assert.Equal(seen % 10, Labels(batch)[i]);
                    Assert.Equal(Pixel(seen, 100) / 255f, Numbers(batch)[(i * Shape.Length) + 100]);
                }
            }
        }

        Assert.Equal(40, seen);
        Assert.Equal(3, loader.Batches);
        Assert.Equal(40, loader.Images);
    }

    [Fact]
    public void Each_epoch_has_each_image_once_in_another_order()
    {
        using var loader = new BatchLoader(Data(100), Options with { Shuffle = true });
        var first = Read(loader, 0);
        var second = Read(loader, 1);

        Assert.NotEqual(first.Select(image => image.Label), second.Select(image => image.Label));
        Assert.Equal(Enumerable.Range(0, 100), first.Select(image => image.Index).Order());
        Assert.Equal(Enumerable.Range(0, 100), second.Select(image => image.Index).Order());
    }

    [Fact]
    public void However_many_workers_there_are_the_batches_are_the_same()
    {
        var data = new ShapesDataset(DatasetPart.Train, new FeatureShape(3, 16, 16), 200);
        var options = Options with { Shuffle = true, Augmentation = Augmentation.Standard, Seed = 5 };
        using var one = new BatchLoader(data, options with { Workers = 1, Ahead = 1 });
        using var many = new BatchLoader(data, options with { Workers = 6, Ahead = 9 });
        using var other = new BatchLoader(data, options with { Seed = 6 });

        var expected = Hash(one, 3);
        Assert.Equal(expected, Hash(many, 3));
        Assert.Equal(expected, Hash(one, 3));
        Assert.NotEqual(expected, Hash(one, 4));
        Assert.NotEqual(expected, Hash(other, 3));
    }

    [Fact]
    public void A_last_batch_that_is_not_full_is_left_out_where_asked()
    {
        using var loader = new BatchLoader(Data(40), Options with { DropPartial = true });
        using var small = new BatchLoader(Data(5), Options with { DropPartial = true });

        Assert.Equal(32, Read(loader, 0).Count);
        Assert.Equal(32, loader.Images);
        Assert.Equal(5, Read(small, 0).Count);
    }

    [Fact]
    public void Tensors_are_used_again()
    {
        using var loader = new BatchLoader(Data(160), Options with { Workers = 1, Ahead = 2 });
        var before = Tensor.TotalCount;
        var most = 0L;
        for (var epoch = 0; epoch < 5; epoch++)
        {
            foreach (var batch in loader.Epoch(epoch))
            {
                batch.Dispose();
                most = Math.Max(most, Tensor.TotalCount - before);
            }
        }

        // Two tensors a batch: two batches ahead, and the one in the consumer's hands.
        Assert.InRange(most, 2, 6);
    }

    [Fact]
    public void Nothing_is_left_when_a_loop_is_left_early()
    {
        var before = Tensor.TotalCount;
        var data = new CountingDataset(Data(10_000));
        using (var loader = new BatchLoader(data, Options with { Workers = 2, Ahead = 4 }))
        {
            foreach (var batch in loader.Epoch(0))
            {
                batch.Dispose();
                break;
            }

            var read = data.Reads;
            Thread.Sleep(30);
            Assert.Equal(read, data.Reads);
            Assert.InRange(read, 16, 6 * 16);
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void A_batch_outlives_its_loader()
    {
        var before = Tensor.TotalCount;
        var loader = new BatchLoader(Data(16), Options);
        var batch = loader.Epoch(0).First();
        loader.Dispose();

        Assert.Equal(3, Labels(batch)[3]);
        batch.Dispose();
        batch.Dispose();
        Assert.Equal(before, Tensor.TotalCount);
        Assert.Throws<ObjectDisposedException>(() => loader.Epoch(0));
    }

    [Fact]
    public void An_image_that_cannot_be_read_is_named_where_its_batch_would_have_come()
    {
        var data = new MemoryDataset(64, Shape, 10, (index, _) => index == 37 ? throw new InvalidOperationException("bad sector") : (byte)0);
        using var loader = new BatchLoader(data, Options);
        var batches = 0;
        var error = Assert.Throws<DatasetException>(() =>
        {
            foreach (var batch in loader.Epoch(0))
            {
                batch.Dispose();
                batches++;
            }
        });

        Assert.Equal(2, batches);
        Assert.Equal("memory: image 37 cannot be read: bad sector", error.Message);
    }

    [Fact]
    public void A_label_that_no_class_has_is_named()
    {
        var data = new MemoryDataset(16, Shape, 10, (_, _) => 0, index => index == 7 ? 10 : 0);
        using var loader = new BatchLoader(data, Options);
        var error = Assert.Throws<DatasetException>(() => loader.Epoch(0).First());

        Assert.Equal("memory: image 7 has label 10; the labels of its 10 classes are 0 to 9.", error.Message);
    }

    [Fact]
    public void An_empty_data_set_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new BatchLoader(Data(0), Options));
    }

    private static MemoryDataset Data(int count) => new(count, Shape, 10, Pixel);

    /// <summary>The first two pixels say the index.</summary>
    private static byte Pixel(int index, int place) => (byte)(place switch { 0 => index, 1 => index >> 8, _ => (7 * index) + place });

    private static Span<float> Numbers(Batch batch) => MemoryMarshal.Cast<byte, float>(batch.Images.bytes);

    private static Span<long> Labels(Batch batch) => MemoryMarshal.Cast<byte, long>(batch.Labels.bytes);

    private static List<(int Index, long Label)> Read(BatchLoader loader, int epoch)
    {
        List<(int, long)> images = [];
        foreach (var batch in loader.Epoch(epoch))
        {
            using (batch)
            {
                for (var i = 0; i < batch.Count; i++)
                {
                    var start = i * Shape.Length;
                    var index = MathF.Round(Numbers(batch)[start] * 255) + (256 * MathF.Round(Numbers(batch)[start + 1] * 255));
                    images.Add(((int)index, Labels(batch)[i]));
                }
            }
        }

        return images;
    }

    private static string Hash(BatchLoader loader, int epoch)
    {
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        foreach (var batch in loader.Epoch(epoch))
        {
            hash.AppendData(batch.Images.bytes);
            hash.AppendData(batch.Labels.bytes);
            batch.Dispose();
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private sealed class CountingDataset(IImageDataset data) : IImageDataset
    {
        private int reads;

        public int Reads => Volatile.Read(ref reads);

        public string Name => data.Name;

        public int Count => data.Count;

        public FeatureShape Shape => data.Shape;

        public IReadOnlyList<string> ClassNames => data.ClassNames;

        public int Read(int index, Span<byte> pixels)
        {
            Interlocked.Increment(ref reads);
            return data.Read(index, pixels);
        }
    }
}
