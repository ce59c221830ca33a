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

    internal Batch(BatchLoader loader, BatchBuffer buffer, int number)
    {
        this.loader = loader;
        this.buffer = buffer;
        Number = number;
        Count = buffer.Count;
        MixShare = buffer.MixShare;
        IsPartial = Count < buffer.Images.shape[0];
        Images = Part(buffer.Images);
        Labels = Part(buffer.Labels);
        MixedLabels = ReferenceEquals(buffer.MixedLabels, buffer.Labels) ? Labels : Part(buffer.MixedLabels);
    }

    /// <summary>The images, normalised: float32, N x C x H x W, on the CPU.</summary>
    public Tensor Images { get; }

    /// <summary>Their labels: int64, N, on the CPU.</summary>
    public Tensor Labels { get; }

    /// <summary>
    /// The labels of the images that are mixed in (<see cref="Augmentation.Mixup"/>): int64, N, on the CPU. The loss of an image is <see cref="MixShare"/> times that of its label and
    /// 1 - <see cref="MixShare"/> times that of this one. Where nothing is mixed, it is the tensor <see cref="Labels"/>.
    /// </summary>
    public Tensor MixedLabels { get; }

    /// <summary>How much of each image is its own, 0 to 1; 1 where nothing is mixed.</summary>
    public double MixShare { get; }

    /// <summary>How many images there are: N.</summary>
    public int Count { get; }

    /// <summary>The images' places in the data set; of one that stands for a broken image, that of the broken one.</summary>
    internal ReadOnlySpan<int> Indices => buffer!.Indices.AsSpan(0, Count);

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
            MixedLabels.Dispose();
        }

        loader.TakeBack(buffer);
        buffer = null;
    }

    private Tensor Part(Tensor tensor) => IsPartial ? tensor.narrow(0, 0, Count) : tensor;
}
