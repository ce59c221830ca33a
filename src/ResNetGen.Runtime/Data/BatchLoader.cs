using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
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
    private readonly BatchFiller filler;
    private readonly ConcurrentBag<BatchBuffer> idle = [];
    private readonly TaskScheduler workers;
    private volatile bool disposed;

    /// <summary>A loader of batches.</summary>
    /// <param name="data">The images.</param>
    /// <param name="options">How batches are made of them.</param>
    /// <exception cref="ArgumentException">The data set is empty, the normalisation is for another count of channels, or a variation is out of its range.</exception>
    public BatchLoader(IImageDataset data, BatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Ahead, 1);
        options.Augmentation.Check();
        if (data.Count == 0)
        {
            throw new ArgumentException($"{data.Name} has no images.", nameof(data));
        }

        this.data = data;
        this.options = options;
        filler = new BatchFiller(data, options);
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
    /// How many seconds whoever takes the batches has waited for them in the epoch that was begun last: the time in which the network had nothing to do.
    /// </summary>
    public double SecondsWaited { get; private set; }

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
        SecondsWaited = 0;
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

                var buffer = Await(underWay.Dequeue());
                options.Broken?.Tell();
                if (buffer.Count > 0)
                {
                    yield return new Batch(this, buffer, number);
                }
                else
                {
                    // None of its images could be read.
                    TakeBack(buffer);
                }
            }
        }
        finally
        {
            stop.Cancel();
            foreach (var task in underWay)
            {
                Abandon(task);
            }

            options.Broken?.Tell();
        }
    }

    private BatchBuffer Await(Task<BatchBuffer> task)
    {
        if (task.IsCompleted)
        {
            return task.GetAwaiter().GetResult();
        }

        var started = Stopwatch.GetTimestamp();
        try
        {
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SecondsWaited += Stopwatch.GetElapsedTime(started).TotalSeconds;
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
            var buffer = idle.TryTake(out var used) ? used : new BatchBuffer(BatchSize, data.Shape, options.Augmentation.Mixup > 0);
            try
            {
                filler.Fill(buffer, order.AsSpan(first, Math.Min(BatchSize, order.Length - first)), epoch, number, stop);
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
