using System;
using static TorchSharp.torch;

namespace ResNetGen.Data;

/// <summary>The tensors of one batch, which are filled again and again.</summary>
internal sealed class BatchBuffer(int size, FeatureShape shape) : IDisposable
{
    public Tensor Images { get; } = empty([size, shape.Channels, shape.Height, shape.Width], ScalarType.Float32);

    public Tensor Labels { get; } = empty([size], ScalarType.Int64);

    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}
