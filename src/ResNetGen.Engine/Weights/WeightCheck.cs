using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ResNetGen.Engine.Graphs;
using ResNetGen.Weights;

namespace ResNetGen.Engine.Weights;

/// <summary>Compares weights with the graph of a network.</summary>
internal static class WeightCheck
{
    /// <summary>Checks that each layer of a graph has its tensors, in their shapes.</summary>
    /// <exception cref="ArgumentException">A tensor is missing or has another shape. For the weights of a file it is a <see cref="WeightsException"/>, here and below.</exception>
    public static void Require(NetworkGraph graph, INetworkWeights weights)
    {
        foreach (var layer in graph.Operations.Where(operation => operation.Key is not null))
        {
            foreach (var (name, shape) in layer.Tensors)
            {
                var key = layer.Key + "." + name;
                if (weights.ShapeOf(key) is not { } found)
                {
                    throw Wrong(weights, $"The weights have no tensor '{key}' ({TextOf(shape)}): they are the weights of another network.");
                }

                if (!found.SequenceEqual(shape))
                {
                    throw Wrong(
                        weights,
                        $"The tensor '{key}' has the shape {TextOf(found)}, and the network needs {TextOf(shape)}: the weights are those of another network.");
                }
            }
        }
    }

    /// <summary>Reads a tensor and checks that its values are numbers.</summary>
    /// <exception cref="ArgumentException">A value is not finite, or the number of values is not that of the tensor's shape.</exception>
    public static float[] ReadFinite(this INetworkWeights weights, string key)
    {
        var values = weights.Read(key);
        var shape = weights.ShapeOf(key)!;
        if (values.Length != shape.Aggregate(1L, (product, length) => product * length))
        {
            throw Wrong(weights, $"The tensor '{key}' has {values.Length} values, and its shape is {TextOf(shape)}.");
        }

        weights.RequireFinite(key, values);
        return values;
    }

    /// <summary>Checks that the values of a tensor are numbers.</summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static void RequireFinite(this INetworkWeights weights, string key, ReadOnlySpan<float> values)
    {
        if (AreFinite(values))
        {
            return;
        }

        var place = 0;
        while (float.IsFinite(values[place]))
        {
            place++;
        }

        throw Wrong(weights, $"The tensor '{key}' has the value {values[place].ToString(CultureInfo.InvariantCulture)} at place {place}: weights have to be finite numbers.");
    }

    private static bool AreFinite(ReadOnlySpan<float> values)
    {
        // Infinity and NaN times 0 are NaN, and stay in the sum.
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(values);
        var sum = Vector512<float>.Zero;
        foreach (ref readonly var vector in vectors)
        {
            sum += vector * Vector512<float>.Zero;
        }

        var rest = 0f;
        foreach (var value in values[(vectors.Length * Vector512<float>.Count)..])
        {
            rest += value * 0;
        }

        return Vector512.Sum(sum) + rest == 0;
    }

    /// <summary>The exception for weights with a problem. Its message names the file that the weights come from.</summary>
    public static Exception Wrong(INetworkWeights weights, string problem) =>
        weights.Source is { } source ? new WeightsException(source, problem) : new ArgumentException(problem);

    private static string TextOf(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
