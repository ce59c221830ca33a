using System;
using static TorchSharp.torch;

namespace ResNetGen.Data;

/// <summary>The tensors of one batch, which are filled again and again.</summary>
internal sealed class BatchBuffer(int size, FeatureShape shape, bool isMixed) : IDisposable
{
    public Tensor Images { get; } = empty([size, shape.Channels, shape.Height, shape.Width], ScalarType.Float32);

    public Tensor Labels { get; } = empty([size], ScalarType.Int64);

    /// <summary>The labels of what is mixed in; <see cref="Labels"/> where nothing ever is.</summary>
    public Tensor MixedLabels => mixed ?? Labels;

    /// <summary>The images' places in the data set.</summary>
    public int[] Indices { get; } = new int[size];

    /// <summary>How many images there are.</summary>
    public int Count { get; set; }

    /// <summary>How much of each image is its own.</summary>
    public double MixShare { get; set; } = 1;

    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
        mixed?.Dispose();
    }

    private readonly Tensor? mixed = isMixed ? empty([size], ScalarType.Int64) : null;
}
