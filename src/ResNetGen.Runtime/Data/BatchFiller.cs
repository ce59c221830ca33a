using System;
using System.Buffers;
using System.Runtime.InteropServices;
using System.Threading;

namespace ResNetGen.Data;

/// <summary>Reads, varies and mixes the images of a batch. What comes out is a function of the options, the epoch and the batch alone.</summary>
internal sealed class BatchFiller(IImageDataset data, BatchOptions options)
{
    // In a data set of which nearly all is broken, and allowed to be.
    private const int MostReplacements = 1000;

    private readonly ImagePreparation preparation = new(data.Shape, options.Normalization, options.Augmentation);

    /// <summary>Fills the tensors of a batch.</summary>
    /// <param name="buffer">Theirs.</param>
    /// <param name="indices">Its images.</param>
    /// <param name="epoch">Decides the variations, from 0.</param>
    /// <param name="number">Which batch it is, from 0.</param>
    /// <param name="stop">Stops between two images.</param>
    /// <exception cref="DatasetException">An image cannot be read, and may not be so.</exception>
    public void Fill(BatchBuffer buffer, ReadOnlySpan<int> indices, int epoch, int number, CancellationToken stop)
    {
        var length = data.Shape.Length;
        var numbers = MemoryMarshal.Cast<byte, float>(buffer.Images.bytes);
        var labels = MemoryMarshal.Cast<byte, long>(buffer.Labels.bytes);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        var pixels = rented.AsSpan(0, length);
        var count = 0;
        try
        {
            foreach (var index in indices)
            {
                stop.ThrowIfCancellationRequested();
                var random = new RandomStream(options.Seed, epoch, index);
                if (Read(index, epoch, ref random, pixels) is { } label)
                {
                    labels[count] = label;
                    buffer.Indices[count] = index;
                    preparation.Prepare(pixels, random, numbers.Slice(count * length, length));
                    count++;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        buffer.Count = count;
        if (options.Augmentation.Mixup > 0 && count > 0)
        {
            // An image's own stream has its index as second counter and the order -1.
            var random = new RandomStream(options.Seed, epoch, -2L - number);
            buffer.MixShare = BatchMixing.DrawShare(options.Augmentation.Mixup, ref random);
            BatchMixing.Mix(numbers[..(count * length)], count, (float)buffer.MixShare);
            var mixed = MemoryMarshal.Cast<byte, long>(buffer.MixedLabels.bytes)[..count];
            labels[..count].CopyTo(mixed);
            mixed.Reverse();
        }

        GC.KeepAlive(buffer);
    }

    /// <summary>The label of an image, or of the one that takes its place; null where it is left out.</summary>
    private int? Read(int index, int epoch, ref RandomStream random, Span<byte> pixels)
    {
        if (TryRead(index, ref random, pixels) is { } label)
        {
            return label;
        }

        if (!options.ReplaceBroken)
        {
            return null;
        }

        var replacements = new RandomStream(~options.Seed, epoch, index);
        for (var attempt = 0; attempt < MostReplacements; attempt++)
        {
            if (TryRead(replacements.Below(data.Count), ref random, pixels) is { } other)
            {
                return other;
            }
        }

        throw new DatasetException(data.Name, FormattableString.Invariant($"of {MostReplacements:N0} images, drawn to take the place of a broken one, none can be read."));
    }

    private int? TryRead(int index, ref RandomStream random, Span<byte> pixels)
    {
        int label;
        try
        {
            label = preparation.Read(data, index, ref random, pixels);
        }
        catch (BrokenImageException error) when (options.Broken is not null)
        {
            options.Broken.Add(data, index, error);
            return null;
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
}
