using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Binding;

/// <summary>A network's weights, layer by layer in the order of its state_dict.</summary>
internal sealed class NetworkWeights
{
    private readonly IReadOnlyList<LayerTensors> layers;

    public NetworkWeights(IEnumerable<KeyValuePair<string, Tensor>> stateDict) => layers =
    [
        .. stateDict.GroupBy(entry => Split(entry.Key).Layer, StringComparer.Ordinal)
            .Select(layer => new LayerTensors(layer.Key, layer.ToDictionary(entry => Split(entry.Key).Name, entry => entry.Value, StringComparer.Ordinal))),
    ];

    /// <summary>The weights of the layers of a part.</summary>
    /// <param name="first">The place of the first.</param>
    /// <param name="keys">Their keys within the part.</param>
    /// <exception cref="ArgumentException">There are fewer layers.</exception>
    public PartWeights Of(int first, IReadOnlyList<string> keys) => first + keys.Count <= layers.Count
        ? new PartWeights(keys.Select((key, i) => (key, layers[first + i])).ToDictionary(pair => pair.key, pair => pair.Item2, StringComparer.Ordinal))
        : throw new ArgumentException($"There are weights of {layers.Count} layers, and the program wants at least {first + keys.Count}: these weights are of another network.");

    /// <summary>Whether all numbers are of this type, on this kind of device.</summary>
    public bool Have(ScalarType type, DeviceType device) => layers.All(layer => layer.Have(type, device));

    private static (string Layer, string Name) Split(string key)
    {
        var dot = key.LastIndexOf('.');
        return (key[..Math.Max(0, dot)], key[(dot + 1)..]);
    }
}
