using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Weights;

namespace ResNetGen.Engine.Tests.Inference;

/// <summary>Weights of a graph as training could have left them, which also note what is read and released.</summary>
internal sealed class RandomWeights : INetworkWeights
{
    private readonly Dictionary<string, (long[] Shape, float[] Values)> tensors = new(StringComparer.Ordinal);

    public RandomWeights(NetworkGraph graph, int seed = 1)
    {
        var random = new Random(seed);
        foreach (var layer in graph.Operations.Where(operation => operation.Key is not null))
        {
            foreach (var (name, shape) in layer.Tensors)
            {
                var inputs = shape.Length > 1 ? shape.Skip(1).Aggregate(1L, (a, b) => a * b) : 1;
                var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
                for (var i = 0; i < values.Length; i++)
                {
                    var value = (random.NextSingle() * 2) - 1;
                    values[i] = name switch
                    {
                        "running_var" => 0.5f + random.NextSingle(),
                        "weight" when shape.Length == 1 => 1 + (0.3f * value),
                        _ when shape.Length == 1 => 0.3f * value,
                        _ => value * MathF.Sqrt(3f / inputs),
                    };
                }

                tensors.Add($"{layer.Key}.{name}", (shape, values));
            }
        }
    }

    public IReadOnlyCollection<string> Keys => tensors.Keys;

    /// <summary>What was read and released, in order: <c>read conv1.weight</c>, <c>release conv1</c>.</summary>
    public List<string> Log { get; } = [];

    public IReadOnlyList<long>? ShapeOf(string key) => tensors.TryGetValue(key, out var tensor) ? tensor.Shape : null;

    public float[] Read(string key)
    {
        Log.Add("read " + key);
        return [.. tensors[key].Values];
    }

    public void Release(string layer) => Log.Add("release " + layer);

    public float[] Of(string key) => tensors[key].Values;

    public void Remove(string key) => tensors.Remove(key);

    /// <summary>Leaves out the last elements of a tensor, and keeps its shape.</summary>
    public void Shorten(string key, int elements) => tensors[key] = (tensors[key].Shape, tensors[key].Values[..elements]);

    public void Reshape(string key, params long[] shape) => tensors[key] = (shape, new float[shape.Aggregate(1L, (a, b) => a * b)]);
}
