using System;
using System.Collections.Generic;

namespace ResNetGen.Inference.Binding;

/// <summary>The weights of a part, one time of it, by the keys of its layers within the part.</summary>
internal sealed class PartWeights : IDisposable
{
    private readonly IReadOnlyDictionary<string, LayerTensors> layers;

    public PartWeights(IReadOnlyDictionary<string, LayerTensors> layers) => this.layers = layers;

    public LayerTensors Of(string layer) => layers[layer];

    /// <summary>Disposes the layers' tensors.</summary>
    public void Dispose()
    {
        foreach (var layer in layers.Values)
        {
            layer.Dispose();
        }
    }
}
