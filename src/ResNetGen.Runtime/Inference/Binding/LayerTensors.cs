using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Binding;

/// <summary>The tensors of one layer.</summary>
internal sealed class LayerTensors : IDisposable
{
    private readonly string key;
    private readonly IReadOnlyDictionary<string, Tensor> tensors;

    /// <param name="key">The layer's key.</param>
    /// <param name="tensors">Its tensors by their names, such as <c>weight</c>.</param>
    public LayerTensors(string key, IReadOnlyDictionary<string, Tensor> tensors)
    {
        this.key = key;
        this.tensors = tensors;
    }

    public bool Has(string name) => tensors.ContainsKey(name);

    /// <summary>The shape of a tensor.</summary>
    public long[] ShapeOf(string name) => Named(name).shape;

    /// <summary>Whether all numbers are of this type, on this kind of device; counters are none.</summary>
    public bool Have(ScalarType type, DeviceType device) =>
        tensors.Values.All(tensor => tensor.device_type == device && (tensor.dtype == type || tensor.dtype == ScalarType.Int64));

    /// <summary>A copy of a tensor, in double precision.</summary>
    public Tensor Exact(string name)
    {
        var tensor = Named(name).detach();
        return tensor.empty_like(ScalarType.Float64).copy_(tensor);
    }

    /// <summary>What a batch normalization does in evaluation: a factor and a constant for each channel, in double precision.</summary>
    public (Tensor Scale, Tensor Shift) Affine(double epsilon)
    {
        var scale = Exact("weight").div(Exact("running_var").add(epsilon).sqrt());
        return (scale, Exact("bias").sub(Exact("running_mean").mul(scale)));
    }

    /// <summary>A result in the precision of the layer.</summary>
    public Tensor Rounded(Tensor exact) => exact.type(Named("weight").dtype);

    /// <summary>Tensors as they are, and not the layer's any more.</summary>
    public Tensor?[] Copies(params string[] names) => [.. names.Select(name => Named(name).detach().clone())];

    /// <summary>Disposes the tensors.</summary>
    public void Dispose()
    {
        foreach (var tensor in tensors.Values)
        {
            tensor.Dispose();
        }
    }

    private Tensor Named(string name) => tensors.TryGetValue(name, out var tensor)
        ? tensor
        : throw new ArgumentException($"The layer '{key}' has no '{name}': these weights are of another network.");
}
