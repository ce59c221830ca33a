using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Inference;

/// <summary>The weights of a module, as the engine and the torch engine read them.</summary>
internal sealed class ModuleWeights : INetworkWeights
{
    private readonly IReadOnlyDictionary<string, Tensor> tensors;
    private readonly bool disposesLayers;

    /// <param name="stateDict">The module's state_dict.</param>
    /// <param name="disposesLayers">Whether the tensors of a layer are disposed when they are not needed any more.</param>
    public ModuleWeights(IReadOnlyDictionary<string, Tensor> stateDict, bool disposesLayers)
    {
        tensors = stateDict;
        this.disposesLayers = disposesLayers;
    }

    /// <summary>Whether all weights are float32 on the CPU; counters are integers.</summary>
    public bool AreFloat32OnCpu =>
        tensors.Values.All(tensor => tensor.device_type == DeviceType.CPU && tensor.dtype is ScalarType.Float32 or ScalarType.Int64);

    public IReadOnlyList<long>? ShapeOf(string key) => tensors.TryGetValue(key, out var tensor) ? tensor.shape : null;

    public float[] Read(string key)
    {
        var values = new float[tensors[key].numel()];
        Read(key, values);
        return values;
    }

    public void Read(string key, Span<float> to)
    {
        using var scope = NewDisposeScope();
        using var values = tensors[key].detach().cpu().to(ScalarType.Float32).contiguous().data<float>();
        values.CopyTo(to);
    }

    /// <summary>A tensor in double precision; it is the caller's.</summary>
    public Tensor Exact(string key)
    {
        using var tensor = tensors[key].detach();
        return tensor.to(ScalarType.Float64, copy: true);
    }

    /// <summary>A tensor as it is; the copy is the caller's.</summary>
    public Tensor Copy(string key)
    {
        using var tensor = tensors[key].detach();
        return tensor.clone();
    }

    /// <summary>The element type of a tensor.</summary>
    public ScalarType TypeOf(string key) => tensors[key].dtype;

    /// <summary>Checks that all weights are finite, before the first layer is disposed.</summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public void RequireFinite()
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (key, tensor) in tensors.Where(entry => entry.Value.is_floating_point()))
        {
            if (!tensor.isfinite().all().item<bool>())
            {
                _ = this.ReadFinite(key);
            }
        }
    }

    public void Release(string layer)
    {
        if (disposesLayers)
        {
            foreach (var (_, tensor) in tensors.Where(entry => entry.Key.StartsWith(layer + ".", StringComparison.Ordinal)))
            {
                tensor.Dispose();
            }
        }
    }
}
