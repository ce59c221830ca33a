using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Binding;

/// <summary>The tensors of one layer.</summary>
internal sealed class LayerTensors
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

    /// <summary>A tensor in double precision.</summary>
    public Tensor Exact(string name) => Named(name).detach().type(ScalarType.Float64);

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

    private Tensor Named(string name) => tensors.TryGetValue(name, out var tensor)
        ? tensor
        : throw new ArgumentException($"The layer '{key}' has no '{name}': these weights are of another network.");
}
