using System;
using static TorchSharp.torch;

namespace ResNetGen.Data;

/// <summary>
/// Images and labels for one step. Disposing it hands its tensors back to the loader, which fills them anew: until then they may be read and
/// computed with; what is to outlive the batch has to be cloned.
/// </summary>
public sealed class Batch : IDisposable
{
    private readonly BatchLoader loader;
    private BatchBuffer? buffer;

    internal Batch(BatchLoader loader, BatchBuffer buffer, int number, int count)
    {
        this.loader = loader;
        this.buffer = buffer;
        Number = number;
        Count = count;
        IsPartial = count < buffer.Images.shape[0];
        Images = IsPartial ? buffer.Images.narrow(0, 0, count) : buffer.Images;
        Labels = IsPartial ? buffer.Labels.narrow(0, 0, count) : buffer.Labels;
    }

    /// <summary>The images, normalised: float32, N x C x H x W, on the CPU.</summary>
    public Tensor Images { get; }

    /// <summary>Their labels: int64, N, on the CPU.</summary>
    public Tensor Labels { get; }

    /// <summary>How many images there are: N.</summary>
    public int Count { get; }

    /// <summary>Which batch of its epoch this is, from 0.</summary>
    public int Number { get; }

    private bool IsPartial { get; }

    /// <summary>Hands the tensors back to the loader.</summary>
    public void Dispose()
    {
        if (buffer is null)
        {
            return;
        }

        if (IsPartial)
        {
            Images.Dispose();
            Labels.Dispose();
        }

        loader.TakeBack(buffer);
        buffer = null;
    }
}
