using System;
using static TorchSharp.torch;

namespace ResNetGen.Weights.Keras;

/// <summary>A tensor to be written for Keras.</summary>
/// <param name="Layer">The layer: the key without its last name.</param>
/// <param name="Name">PyTorch's name within the layer.</param>
/// <param name="Tensor">The tensor.</param>
internal sealed record LayerTensor(string Layer, string Name, Tensor Tensor)
{
    /// <summary>Whether it is the counter of a norm.</summary>
    public bool IsCounter => Name == KerasLayout.Counter;

    /// <summary>The tensor of a key.</summary>
    /// <exception cref="ArgumentException">Files of Keras cannot hold it.</exception>
    public static LayerTensor Of(string key, Tensor tensor)
    {
        var end = key.LastIndexOf('.');
        if (end <= 0)
        {
            throw new ArgumentException($"Tensor '{key}' cannot be written for Keras: its name has no layer in front of a dot, and files of Keras have all tensors in layers.", nameof(key));
        }

        var made = new LayerTensor(key[..end], key[(end + 1)..], tensor);
        if (made.Layer.Contains('/', StringComparison.Ordinal))
        {
            throw new ArgumentException($"Tensor '{key}' cannot be written for Keras: a slash in a layer's name is a level of the file.", nameof(key));
        }

        return NumberType.IsFloatingPoint(tensor.dtype) || (made.IsCounter && tensor.dtype == ScalarType.Int64)
            ? made
            : throw new ArgumentException($"Tensor '{key}' is of type {tensor.dtype}; files of Keras are written with floating-point numbers.", nameof(key));
    }
}
