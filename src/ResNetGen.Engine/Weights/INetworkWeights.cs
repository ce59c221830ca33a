using System;
using System.Collections.Generic;

namespace ResNetGen.Engine.Weights;

/// <summary>The tensors of a network by their keys in the state_dict, as float32.</summary>
public interface INetworkWeights
{
    /// <summary>The source of the tensors, for messages: the path of a file. Null where the tensors are not in a file.</summary>
    string? Source => null;

    /// <summary>The shape of a tensor; null where there is none of this key.</summary>
    /// <param name="key">The key, such as <c>layer1.0.conv1.weight</c>.</param>
    IReadOnlyList<long>? ShapeOf(string key);

    /// <summary>The elements of a tensor, in the order of its dimensions. The array is the caller's.</summary>
    /// <param name="key">The key.</param>
    float[] Read(string key);

    /// <summary>Copies the elements of a tensor, in the order of its dimensions.</summary>
    /// <param name="key">The key.</param>
    /// <param name="to">Receives the elements; its length is their number.</param>
    /// <exception cref="ArgumentException">The tensor has another number of elements.</exception>
    void Read(string key, Span<float> to)
    {
        var values = Read(key);
        if (values.Length != to.Length)
        {
            throw new ArgumentException($"The tensor '{key}' has {values.Length} elements, and there is room for {to.Length}.", nameof(to));
        }

        values.CopyTo(to);
    }

    /// <summary>Allows the implementation to free the tensors of a layer: the caller reads them no more.</summary>
    /// <param name="layer">The layer's key, such as <c>layer1.0.conv1</c>.</param>
    void Release(string layer);
}
