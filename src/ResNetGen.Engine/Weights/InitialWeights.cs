using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Graphs;

namespace ResNetGen.Engine.Weights;

/// <summary>
/// The weights with which training begins. Convolutions: a normal distribution of deviation sqrt(2 / fan-out) (He et al., 2015, arXiv:1502.01852, equation 14). Linear
/// layers: uniformly within 1 / sqrt(inputs), as PyTorch does, and so the weights of attention, whose biases are 0. Norms: factors 1, constants 0. Biases of
/// convolutions: 0.
/// </summary>
/// <remarks>What a specification says of initial weights (zero factors of last norms, Keras' distribution) is in the code of modules alone.</remarks>
public sealed class InitialWeights : INetworkWeights
{
    private readonly Dictionary<string, (IReadOnlyList<long> Shape, float[] Values)> tensors = new(StringComparer.Ordinal);

    private InitialWeights()
    {
    }

    /// <summary>Draws the weights of a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="seed">The same seed gives the same weights.</param>
    public static InitialWeights Of(NetworkGraph graph, int seed)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var (weights, random) = (new InitialWeights(), new Random(seed));
        foreach (var layer in graph.Operations)
        {
            foreach (var (name, shape) in layer.Tensors)
            {
                var values = new float[shape.Aggregate(1L, (product, length) => product * length)];
                Fill(values, layer, name, shape, random);
                weights.tensors[$"{layer.Key}.{name}"] = (shape, values);
            }
        }

        return weights;
    }

    /// <inheritdoc/>
    public IReadOnlyList<long>? ShapeOf(string key) => tensors.TryGetValue(key, out var tensor) ? tensor.Shape : null;

    /// <inheritdoc/>
    public float[] Read(string key) => [.. tensors[key].Values];

    /// <inheritdoc/>
    public void Release(string layer)
    {
    }

    private static void Fill(float[] values, Operation layer, string name, long[] shape, Random random)
    {
        if (shape.Length == 4 && layer is not SqueezeExcitation)
        {
            var groups = layer is Conv2d convolution ? convolution.Groups : 1;
            var deviation = Math.Sqrt(2.0 / ((double)shape[0] / groups * shape[2] * shape[3]));
            for (var i = 0; i < values.Length; i++)
            {
                // Box and Muller (1958).
                values[i] = (float)(deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
            }
        }
        else if (shape.Length > 1 || (name.EndsWith("bias", StringComparison.Ordinal) && layer is Linear))
        {
            var inputs = layer is Linear linear ? linear.InFeatures : shape.Skip(1).Aggregate(1L, (product, length) => product * length);
            var bound = 1 / Math.Sqrt(inputs);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = (float)(bound * ((2 * random.NextDouble()) - 1));
            }
        }
        else
        {
            Array.Fill(values, name is "weight" or "running_var" ? 1 : 0);
        }
    }
}
