using System;
using System.Globalization;
using System.Linq;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Weights;

namespace ResNetGen.Engine.Planning;

/// <summary>Folds batch normalizations and constants into the weights of layers, in double precision: a variance may be tiny.</summary>
internal static class FoldedWeights
{
    /// <summary>The weight and the bias of a convolution or a linear layer, with what is folded into them; the bias is null for none.</summary>
    public static (AlignedMemory Weight, float[]? Bias) OfLayer(FusedOperation operation, INetworkWeights weights)
    {
        var hasBias = operation.Main is Linear or Conv2d { HasBias: true };
        var weight = AlignedMemory.OfTensor(weights, operation.Main.Key + ".weight");
        var bias = hasBias ? weights.ReadFinite(operation.Main.Key + ".bias") : null;
        if (operation.FoldedNorm is not { } norm)
        {
            if (operation.Factor != 1)
            {
                Multiply(weight.Values, operation.Factor);
                Multiply(bias ?? [], operation.Factor);
            }

            return (weight, bias);
        }

        // scale * (w x + b - mean) / deviation + shift, times the factor.
        var (scale, shift) = Affine(norm, weights);
        var inputs = weight.Values.Length / norm.Channels;
        var folded = new float[norm.Channels];
        for (var channel = 0; channel < norm.Channels; channel++)
        {
            foreach (ref var value in weight.Values.Slice(channel * inputs, inputs))
            {
                value = (float)(value * scale[channel] * operation.Factor);
            }

            folded[channel] = (float)((shift[channel] + ((bias?[channel] ?? 0) * scale[channel])) * operation.Factor);
        }

        return (weight, folded);
    }

    /// <summary>Checks that each batch normalization of a graph has finite factors and constants, before the weights of any layer are released.</summary>
    /// <exception cref="ArgumentException">One has not.</exception>
    public static void RequireNorms(NetworkGraph graph, INetworkWeights weights)
    {
        foreach (var norm in graph.Operations.OfType<BatchNorm>())
        {
            _ = Affine(norm, weights);
        }
    }

    /// <summary>The factor and the constant of each channel that a batch normalization is in evaluation.</summary>
    public static (double[] Scale, double[] Shift) Affine(BatchNorm norm, INetworkWeights weights)
    {
        var (weight, bias) = (weights.ReadFinite(norm.Key + ".weight"), weights.ReadFinite(norm.Key + ".bias"));
        var (mean, variance) = (weights.ReadFinite(norm.Key + ".running_mean"), weights.ReadFinite(norm.Key + ".running_var"));
        var (scale, shift) = (new double[norm.Channels], new double[norm.Channels]);
        for (var channel = 0; channel < norm.Channels; channel++)
        {
            scale[channel] = weight[channel] / Math.Sqrt(variance[channel] + norm.Epsilon);
            shift[channel] = bias[channel] - (mean[channel] * scale[channel]);
            if (!float.IsFinite((float)scale[channel]) || !float.IsFinite((float)shift[channel]))
            {
                throw WeightCheck.Wrong(weights, string.Create(
                    CultureInfo.InvariantCulture,
                    $"The batch normalization '{norm.Key}' cannot be computed for channel {channel}: weight {weight[channel]}, running_mean {mean[channel]}, running_var {variance[channel]}, epsilon {norm.Epsilon}. A variance is at least 0, and not far smaller than the weight and the mean."));
            }
        }

        return (scale, shift);
    }

    private static void Multiply(Span<float> values, double factor)
    {
        foreach (ref var value in values)
        {
            value = (float)(value * factor);
        }
    }
}
