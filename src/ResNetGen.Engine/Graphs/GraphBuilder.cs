using System;
using System.Collections.Generic;
using System.Globalization;

namespace ResNetGen.Engine.Graphs;

/// <summary>Makes a <see cref="NetworkGraph"/>, an operation a call. Generated code calls it; each call takes values and returns the number of the value that it makes.</summary>
public sealed class GraphBuilder
{
    private readonly List<Operation> operations = [];
    private readonly List<FeatureShape> shapes = [];
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>Begins a graph.</summary>
    /// <param name="channels">The channels of an image.</param>
    /// <param name="height">The rows of an image.</param>
    /// <param name="width">The columns of an image.</param>
    public GraphBuilder(int channels, int height, int width) => shapes.Add(new FeatureShape(channels, height, width));

    /// <summary>Makes the graph of a network.</summary>
    /// <param name="build">Adds the operations to a builder. The first argument is the builder; value 0 is the images.</param>
    public NetworkGraph Build(Action<GraphBuilder> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        build(this);
        return new NetworkGraph(operations, shapes);
    }

    /// <summary>The key of the next layer of a kind, as Keras numbers layers without a name: <c>conv2d</c>, <c>conv2d_1</c>, …</summary>
    /// <param name="kind">The beginning of the key.</param>
    public string NumberedKey(string kind)
    {
        var number = counts.GetValueOrDefault(kind);
        counts[kind] = number + 1;
        return number == 0 ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind}_{number}");
    }

    /// <summary>Adds a convolution.</summary>
    public int Conv2d(
        int x, string key, int outChannels, int kernel, int stride = 1, int padding = 0, int dilation = 1, int groups = 1, bool bias = false)
    {
        var shape = shapes[x];
        var reach = ((kernel - 1) * dilation) + 1;
        return Add(
            new Conv2d(x, shape.Channels, outChannels, kernel, stride, padding, dilation, groups, bias) { Key = key },
            new FeatureShape(outChannels, Windows(shape.Height, reach, stride, padding), Windows(shape.Width, reach, stride, padding)));
    }

    /// <summary>Adds a fully connected layer.</summary>
    public int Linear(int x, string key, int outFeatures) =>
        Add(new Linear(x, shapes[x].Channels, outFeatures) { Key = key }, new FeatureShape(outFeatures, 0, 0));

    /// <summary>Adds a batch normalization.</summary>
    public int BatchNorm(int x, string key, double epsilon = 1e-5, double momentum = 0.1) =>
        Add(new BatchNorm(x, shapes[x].Channels, epsilon, momentum) { Key = key }, shapes[x]);

    /// <summary>Adds a group normalization.</summary>
    public int GroupNorm(int x, string key, int groups, double epsilon = 1e-5) =>
        Add(new GroupNorm(x, shapes[x].Channels, groups, epsilon) { Key = key }, shapes[x]);

    /// <summary>Adds max(x, 0).</summary>
    public int Relu(int x) => Add(new ActivationLayer(x, ActivationKind.Relu), shapes[x]);

    /// <summary>Adds max(x, slope * x).</summary>
    public int LeakyRelu(int x, double negativeSlope) => Add(new ActivationLayer(x, ActivationKind.LeakyRelu, negativeSlope), shapes[x]);

    /// <summary>Adds 1 / (1 + exp(-x)).</summary>
    public int Sigmoid(int x) => Add(new ActivationLayer(x, ActivationKind.Sigmoid), shapes[x]);

    /// <summary>Adds x * sigmoid(x).</summary>
    public int Silu(int x) => Add(new ActivationLayer(x, ActivationKind.Silu), shapes[x]);

    /// <summary>Adds x times the normal distribution's cumulative function.</summary>
    public int Gelu(int x) => Add(new ActivationLayer(x, ActivationKind.Gelu), shapes[x]);

    /// <summary>Adds a sum.</summary>
    public int Add(int left, int right) => Add(new Add(left, right), shapes[left]);

    /// <summary>Adds the channels of two values, one after the other.</summary>
    public int Concatenate(int first, int second) =>
        Add(new Concatenate(first, second), shapes[first] with { Channels = shapes[first].Channels + shapes[second].Channels });

    /// <summary>Adds a highway gate.</summary>
    public int Gate(int residual, int shortcut, int opening, bool exclusive) => Add(new Gate(residual, shortcut, opening, exclusive), shapes[residual]);

    /// <summary>Adds the maximum of each window.</summary>
    public int MaxPool(int x, int kernel, int stride, int padding = 0, bool ceilMode = false) => Pool(x, true, kernel, stride, padding, ceilMode);

    /// <summary>Adds the mean of each window.</summary>
    public int AveragePool(int x, int kernel, int stride, int padding = 0, bool ceilMode = false) => Pool(x, false, kernel, stride, padding, ceilMode);

    /// <summary>Adds the mean of each channel.</summary>
    public int GlobalAveragePool(int x) => Add(new GlobalPool(x, IsMaximum: false), new FeatureShape(shapes[x].Channels, 0, 0));

    /// <summary>Adds the maximum of each channel.</summary>
    public int GlobalMaxPool(int x) => Add(new GlobalPool(x, IsMaximum: true), new FeatureShape(shapes[x].Channels, 0, 0));

    /// <summary>Adds all values of an image as a vector.</summary>
    public int Flatten(int x) => Add(new Flatten(x), new FeatureShape(shapes[x].Length, 0, 0));

    /// <summary>Adds rows and columns of zeros.</summary>
    public int ZeroPad(int x, int top, int bottom, int left, int right) => Add(
        new ZeroPad(x, top, bottom, left, right), shapes[x] with { Height = shapes[x].Height + top + bottom, Width = shapes[x].Width + left + right });

    /// <summary>Adds channels of zeros.</summary>
    public int PadChannels(int x, int before, int behind) =>
        Add(new PadChannels(x, before, behind), shapes[x] with { Channels = shapes[x].Channels + before + behind });

    /// <summary>Adds the rows and columns at multiples of the stride.</summary>
    public int Subsample(int x, int stride) => Add(
        new Subsample(x, stride), shapes[x] with { Height = (shapes[x].Height + stride - 1) / stride, Width = (shapes[x].Width + stride - 1) / stride });

    /// <summary>Adds a product with a constant.</summary>
    public int Scale(int x, double factor) => Add(new Scale(x, factor), shapes[x]);

    /// <summary>Adds dropout.</summary>
    public int Dropout(int x, double rate) => Add(new Dropout(x, rate), shapes[x]);

    /// <summary>Adds stochastic depth.</summary>
    public int StochasticDepth(int x, double survivalProbability) => Add(new StochasticDepth(x, survivalProbability), shapes[x]);

    /// <summary>Adds squeeze-and-excitation.</summary>
    public int SqueezeExcitation(int x, string key, int squeezedChannels) =>
        Add(new SqueezeExcitation(x, shapes[x].Channels, squeezedChannels) { Key = key }, shapes[x]);

    /// <summary>Adds efficient channel attention.</summary>
    public int EfficientChannelAttention(int x, string key, int kernel) => Add(new EfficientChannelAttention(x, kernel) { Key = key }, shapes[x]);

    /// <summary>The number of windows along a dimension; shapes that images of another size have are computed by it too.</summary>
    /// <exception cref="ArgumentException">The window does not fit.</exception>
    internal static int Windows(int size, int reach, int stride, int padding, bool ceilMode = false)
    {
        var room = size + (2 * padding) - reach + (ceilMode ? stride - 1 : 0);
        if (room < 0)
        {
            throw new ArgumentException(
                $"The images are too small: a window of {reach} x {reach} does not fit a feature map of {size} rows or columns.");
        }

        var count = (room / stride) + 1;

        // PyTorch leaves out a window that would begin behind the last row.
        return ceilMode && (count - 1) * stride >= size + padding ? count - 1 : count;
    }

    private int Pool(int x, bool isMaximum, int kernel, int stride, int padding, bool ceilMode) => Add(
        new Pool(x, isMaximum, kernel, stride, padding, ceilMode),
        shapes[x] with
        {
            Height = Windows(shapes[x].Height, kernel, stride, padding, ceilMode),
            Width = Windows(shapes[x].Width, kernel, stride, padding, ceilMode),
        });

    private int Add(Operation operation, FeatureShape output)
    {
        operations.Add(operation);
        shapes.Add(output);
        return operations.Count;
    }
}
