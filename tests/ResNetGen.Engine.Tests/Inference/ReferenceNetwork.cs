using System;
using System.Linq;
using ResNetGen.Engine.Graphs;

namespace ResNetGen.Engine.Tests.Inference;

/// <summary>A feature map or a vector of one image, in double precision.</summary>
internal sealed record ReferenceMap(int Channels, int Height, int Width, double[] Values)
{
    public ReferenceMap(int channels, int height, int width)
        : this(channels, height, width, new double[channels * height * width])
    {
    }

    public ref double At(int channel, int y, int x) => ref Values[(((channel * Height) + y) * Width) + x];

    public double Padded(int channel, int y, int x) => y < 0 || x < 0 || y >= Height || x >= Width ? 0 : At(channel, y, x);

    public ReferenceMap Select(Func<int, double, double> of)
    {
        var result = new ReferenceMap(Channels, Height, Width);
        for (var i = 0; i < Values.Length; i++)
        {
            result.Values[i] = of(i / (Height * Width), Values[i]);
        }

        return result;
    }
}

/// <summary>Computes graphs as their definitions say, in double precision and without any fusion.</summary>
internal static class ReferenceNetwork
{
    public static double[] Run(NetworkGraph graph, RandomWeights weights, ReferenceMap image)
    {
        var values = new ReferenceMap[graph.Operations.Count + 1];
        values[0] = image;
        for (var i = 0; i < graph.Operations.Count; i++)
        {
            var operation = graph.Operations[i];
            values[i + 1] = Compute(operation, [.. operation.Inputs.Select(input => values[input])], weights);
        }

        return values[^1].Values;
    }

    private static ReferenceMap Compute(Operation operation, ReferenceMap[] inputs, RandomWeights weights)
    {
        var x = inputs[0];
        float[] Of(string name) => weights.Of($"{operation.Key}.{name}");
        switch (operation)
        {
            case Conv2d c: return Convolve(x, c, Of("weight"), c.HasBias ? Of("bias") : null);
            case Linear l: return Dense(x, l.OutFeatures, Of("weight"), Of("bias"));
            case BatchNorm n:
            {
                float[] weight = Of("weight"), bias = Of("bias"), mean = Of("running_mean"), variance = Of("running_var");
                return x.Select((channel, value) => ((value - mean[channel]) / Math.Sqrt(variance[channel] + n.Epsilon) * weight[channel]) + bias[channel]);
            }

            case GroupNorm n: return Normalize(x, n, Of("weight"), Of("bias"));
            case ActivationLayer a: return x.Select((_, value) => Activate(value, a));
            case Add: return Combine(x, inputs[1], static (a, b) => a + b);
            case Concatenate: return new ReferenceMap(x.Channels + inputs[1].Channels, x.Height, x.Width, [.. x.Values, .. inputs[1].Values]);
            case Gate g:
            {
                var carried = Combine(inputs[1], inputs[2], static (shortcut, gate) => shortcut * (1 - gate));
                return Combine(g.IsExclusive ? Combine(x, inputs[2], static (residual, gate) => residual * gate) : x, carried, static (a, b) => a + b);
            }

            case Pool p: return Windows(x, p);
            case GlobalPool p: return new ReferenceMap(
                x.Channels, 1, 1, [.. x.Values.Chunk(x.Height * x.Width).Select(channel => p.IsMaximum ? channel.Max() : channel.Average())]);
            case Flatten: return new ReferenceMap(x.Values.Length, 1, 1, x.Values);
            case ZeroPad p: return Build(x.Channels, x.Height + p.Top + p.Bottom, x.Width + p.Left + p.Right, (c, y, column) => x.Padded(c, y - p.Top, column - p.Left));
            case PadChannels p: return Build(
                x.Channels + p.Before + p.After, x.Height, x.Width, (c, y, column) => c < p.Before || c >= p.Before + x.Channels ? 0 : x.At(c - p.Before, y, column));
            case Subsample s: return Build(
                x.Channels, (x.Height + s.Stride - 1) / s.Stride, (x.Width + s.Stride - 1) / s.Stride, (c, y, column) => x.At(c, y * s.Stride, column * s.Stride));
            case Scale s: return x.Select((_, value) => value * s.Factor);
            case Dropout: return x;
            case StochasticDepth d: return x.Select((_, value) => value * d.SurvivalProbability);
            case SqueezeExcitation s:
            {
                var squeezed = Dense(Means(x), s.SqueezedChannels, Of("fc1.weight"), Of("fc1.bias")).Select(static (_, value) => Math.Max(0, value));
                var scales = Dense(squeezed, s.Channels, Of("fc2.weight"), Of("fc2.bias"));
                return x.Select((channel, value) => value * Sigmoid(scales.Values[channel]));
            }

            case EfficientChannelAttention e:
            {
                var (means, weight) = (Means(x), Of("conv.weight"));
                return x.Select((channel, value) => value * Sigmoid(Enumerable.Range(0, e.Kernel).Sum(k => weight[k] * means.Padded(channel + k - (e.Kernel / 2)))));
            }

            default: throw new NotSupportedException(operation.GetType().Name);
        }
    }

    private static double Padded(this ReferenceMap vector, int channel) => channel < 0 || channel >= vector.Channels ? 0 : vector.Values[channel];

    private static ReferenceMap Means(ReferenceMap x) => new(x.Channels, 1, 1, [.. x.Values.Chunk(x.Height * x.Width).Select(channel => channel.Average())]);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Activate(double x, ActivationLayer a) => a.Kind switch
    {
        ActivationKind.Relu => Math.Max(0, x),
        ActivationKind.LeakyRelu => Math.Max(x, a.NegativeSlope * x),
        ActivationKind.Sigmoid => Sigmoid(x),
        ActivationKind.Silu => x * Sigmoid(x),
        _ => x * NormalDistribution(x),
    };

    // The series of the error function converges for every argument that a test has.
    private static double NormalDistribution(double x)
    {
        double term = x, sum = x;
        for (var n = 1; n < 200; n++)
        {
            term *= -x * x / (2 * n);
            sum += term / ((2 * n) + 1);
        }

        return Math.Abs(x) > 8 ? x > 0 ? 1 : 0 : 0.5 + (sum / Math.Sqrt(2 * Math.PI));
    }

    private static ReferenceMap Build(int channels, int height, int width, Func<int, int, int, double> of)
    {
        var result = new ReferenceMap(channels, height, width);
        for (var c = 0; c < channels; c++)
        {
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    result.At(c, y, x) = of(c, y, x);
                }
            }
        }

        return result;
    }

    private static ReferenceMap Combine(ReferenceMap a, ReferenceMap b, Func<double, double, double> of) =>
        new(a.Channels, a.Height, a.Width, [.. a.Values.Zip(b.Values, of)]);

    private static ReferenceMap Dense(ReferenceMap x, int outputs, float[] weight, float[] bias) => Build(
        outputs, 1, 1, (output, _, _) => bias[output] + x.Values.Select((value, i) => value * weight[(output * x.Values.Length) + i]).Sum());

    private static ReferenceMap Convolve(ReferenceMap x, Conv2d c, float[] weight, float[]? bias)
    {
        int inputs = c.InChannels / c.Groups, outputs = c.OutChannels / c.Groups;
        return Build(
            c.OutChannels,
            GraphBuilder.Windows(x.Height, ((c.Kernel - 1) * c.Dilation) + 1, c.Stride, c.Padding),
            GraphBuilder.Windows(x.Width, ((c.Kernel - 1) * c.Dilation) + 1, c.Stride, c.Padding),
            (output, y, column) =>
            {
                double sum = bias?[output] ?? 0;
                for (var i = 0; i < inputs; i++)
                {
                    for (var tap = 0; tap < c.Kernel * c.Kernel; tap++)
                    {
                        var row = (y * c.Stride) + (tap / c.Kernel * c.Dilation) - c.Padding;
                        var place = (column * c.Stride) + (tap % c.Kernel * c.Dilation) - c.Padding;
                        sum += weight[(((output * inputs) + i) * c.Kernel * c.Kernel) + tap] * x.Padded((output / outputs * inputs) + i, row, place);
                    }
                }

                return sum;
            });
    }

    private static ReferenceMap Windows(ReferenceMap x, Pool p) => Build(
        x.Channels,
        GraphBuilder.Windows(x.Height, p.Kernel, p.Stride, p.Padding, p.CeilMode),
        GraphBuilder.Windows(x.Width, p.Kernel, p.Stride, p.Padding, p.CeilMode),
        (c, y, column) =>
        {
            var inside = from i in Enumerable.Range((y * p.Stride) - p.Padding, p.Kernel)
                         from j in Enumerable.Range((column * p.Stride) - p.Padding, p.Kernel)
                         where i >= 0 && j >= 0 && i < x.Height && j < x.Width
                         select x.At(c, i, j);
            return p.IsMaximum ? inside.Max() : inside.Average();
        });

    private static ReferenceMap Normalize(ReferenceMap x, GroupNorm n, float[] weight, float[] bias)
    {
        var size = x.Values.Length / n.Groups;
        var groups = x.Values.Chunk(size).Select(values => (Mean: values.Average(), Variance: values.Select(v => Math.Pow(v - values.Average(), 2)).Average())).ToList();
        var perGroup = n.Channels / n.Groups;
        return x.Select((channel, value) =>
        {
            var (mean, variance) = groups[channel / perGroup];
            return ((value - mean) / Math.Sqrt(variance + n.Epsilon) * weight[channel]) + bias[channel];
        });
    }
}
