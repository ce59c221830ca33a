using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace ResNetGen.Data;

/// <summary>
/// Prepares batches on background threads, a bounded number ahead of the network, in tensors that are used again and again. What a batch holds
/// depends on the options, the epoch and its number alone, never on which thread made it or when.
/// </summary>
public sealed class BatchLoader : IDisposable
{
    private readonly IImageDataset data;
    private readonly BatchOptions options;
    private readonly ImagePreparation preparation;
    private readonly ConcurrentBag<BatchBuffer> idle = [];
    private readonly TaskScheduler workers;
    private volatile bool disposed;

    /// <summary>A loader of batches.</summary>
    /// <param name="data">The images.</param>
    /// <param name="options">How batches are made of them.</param>
    /// <exception cref="ArgumentException">The data set is empty, or the normalisation is for another count of channels.</exception>
    public BatchLoader(IImageDataset data, BatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Ahead, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Augmentation.Padding);
        if (data.Count == 0)
        {
            throw new ArgumentException($"{data.Name} has no images.", nameof(data));
        }

        this.data = data;
        this.options = options;
        preparation = new ImagePreparation(data.Shape, options.Normalization, options.Augmentation);
        workers = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, options.Workers).ConcurrentScheduler;

        // A batch is never larger than the data set.
        BatchSize = Math.Min(options.Size, data.Count);
        Batches = options.DropPartial ? data.Count / BatchSize : (int)(((long)data.Count + BatchSize - 1) / BatchSize);
    }

    /// <summary>Images in a full batch.</summary>
    public int BatchSize { get; }

    /// <summary>Batches in an epoch.</summary>
    public int Batches { get; }

    /// <summary>Images in an epoch: all of them, but for those of a last batch that is left out.</summary>
    public int Images => options.DropPartial ? Batches * BatchSize : data.Count;

    /// <summary>
    /// All batches of an epoch, in order. Each is to be disposed. Leaving the loop early stops the work that is under way.
    /// </summary>
    /// <param name="epoch">Which epoch, from 0; another epoch has another order and other variations.</param>
    /// <param name="first">The number of the first batch that is wanted, for an epoch that was begun before.</param>
    /// <exception cref="DatasetException">An image cannot be read; thrown where its batch would have come.</exception>
    public IEnumerable<Batch> Epoch(int epoch, int first = 0)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        return Prepare(epoch, first);
    }

    /// <summary>Releases the tensors that are not in use, and those that are as soon as their batches are disposed.</summary>
    public void Dispose()
    {
        disposed = true;
        ReleaseIdle();
    }

    internal void TakeBack(BatchBuffer buffer)
    {
        idle.Add(buffer);
        if (disposed)
        {
            ReleaseIdle();
        }
    }

    private void ReleaseIdle()
    {
        while (idle.TryTake(out var buffer))
        {
            buffer.Dispose();
        }
    }

    private IEnumerable<Batch> Prepare(int epoch, int first)
    {
        var order = Order(epoch);
        using var stop = new CancellationTokenSource();
        var underWay = new Queue<Task<BatchBuffer>>(options.Ahead);
        var started = first;
        try
        {
            for (var number = first; number < Batches; number++)
            {
                for (; started < Batches && underWay.Count < options.Ahead; started++)
                {
                    underWay.Enqueue(Start(order, epoch, started, stop.Token));
                }

                var buffer = underWay.Dequeue().GetAwaiter().GetResult();
                yield return new Batch(this, buffer, number, Math.Min(BatchSize, data.Count - (number * BatchSize)));
            }
        }
        finally
        {
            stop.Cancel();
            foreach (var task in underWay)
            {
                Abandon(task);
            }
        }
    }

    private int[] Order(int epoch)
    {
        var order = new int[data.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        if (options.Shuffle)
        {
            // An image's own stream has its index as second counter, which is never negative.
            new RandomStream(options.Seed, epoch, -1).Shuffle(order);
        }

        return order;
    }

    private Task<BatchBuffer> Start(int[] order, int epoch, int number, CancellationToken stop) => Task.Factory.StartNew(
        () =>
        {
            var first = number * BatchSize;
            var buffer = idle.TryTake(out var used) ? used : new BatchBuffer(BatchSize, data.Shape);
            try
            {
                Fill(buffer, order.AsSpan(first, Math.Min(BatchSize, order.Length - first)), epoch, stop);
                return buffer;
            }
            catch
            {
                TakeBack(buffer);
                throw;
            }
        },
        stop,
        TaskCreationOptions.DenyChildAttach,
        workers);

    private void Fill(BatchBuffer buffer, ReadOnlySpan<int> indices, int epoch, CancellationToken stop)
    {
        var length = data.Shape.Length;
        var numbers = MemoryMarshal.Cast<byte, float>(buffer.Images.bytes);
        var labels = MemoryMarshal.Cast<byte, long>(buffer.Labels.bytes);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        var pixels = rented.AsSpan(0, length);
        for (var i = 0; i < indices.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            labels[i] = ReadImage(indices[i], pixels);
            preparation.Prepare(pixels, new RandomStream(options.Seed, epoch, indices[i]), numbers.Slice(i * length, length));
        }

        ArrayPool<byte>.Shared.Return(rented);
        GC.KeepAlive(buffer);
    }

    private int ReadImage(int index, Span<byte> pixels)
    {
        int label;
        try
        {
            label = data.Read(index, pixels);
        }
        catch (Exception error) when (error is not DatasetException)
        {
            throw new DatasetException(data.Name, $"image {index} cannot be read: {error.Message}", error);
        }

        return (uint)label < (uint)data.ClassNames.Count
            ? label
            : throw new DatasetException(
                data.Name, $"image {index} has label {label}; the labels of its {data.ClassNames.Count} classes are 0 to {data.ClassNames.Count - 1}.");
    }

    /// <summary>Waits for a batch that nobody wants any more, and keeps its tensors.</summary>
    private void Abandon(Task<BatchBuffer> task)
    {
        try
        {
            TakeBack(task.GetAwaiter().GetResult());
        }
        catch (Exception error) when (error is OperationCanceledException or DatasetException)
        {
            // It was stopped, or failed on an image whose turn never came.
        }
    }
}
