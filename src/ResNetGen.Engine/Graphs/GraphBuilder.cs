using System;
using System.Collections.Generic;
using System.Globalization;

namespace ResNetGen.Engine.Graphs;

/// <summary>Makes a <see cref="NetworkGraph"/>, an operation a call. Generated code calls it. Each call takes the numbers of values and returns the number of the value that its operation makes.</summary>
public sealed class GraphBuilder
{
    private readonly List<Operation> operations = [];
    private readonly List<FeatureShape> shapes = [];
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>Begins a graph.</summary>
    /// <param name="channels">The channels of an image.</param>
    /// <param name="height">The rows of an image.</param>
    /// <param name="width">The columns of an image.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public GraphBuilder(int channels, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        shapes.Add(new FeatureShape(channels, height, width));
    }

    /// <summary>Makes the graph of a network.</summary>
    /// <param name="build">Adds the operations to a builder. The first argument is the builder; value 0 is the images.</param>
    public NetworkGraph Build(Action<GraphBuilder> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        build(this);
        return new NetworkGraph([.. operations], [.. shapes]);
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
    /// <param name="x">The number of the feature map.</param>
    /// <param name="key">The layer's key in the state_dict.</param>
    /// <param name="outChannels">Output channels.</param>
    /// <param name="kernel">Rows and columns of the kernel.</param>
    /// <param name="stride">Rows and columns from one window to the next.</param>
    /// <param name="padding">Rows and columns of zeros on each side.</param>
    /// <param name="dilation">The distance between the positions that the kernel reads.</param>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="bias">Whether a constant is added to each output channel.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public int Conv2d(
        int x, string key, int outChannels, int kernel, int stride = 1, int padding = 0, int dilation = 1, int groups = 1, bool bias = false)
    {
        var shape = MapOf(x, "A convolution");
        Require(outChannels > 0 && kernel > 0 && stride > 0 && padding >= 0 && dilation > 0 && groups > 0, "The sizes of a convolution are positive numbers.");
        Require(
            shape.Channels % groups == 0 && outChannels % groups == 0,
            $"A convolution from {shape.Channels} to {outChannels} channels cannot have {groups} groups: they divide both numbers.");
        var reach = ((kernel - 1) * dilation) + 1;
        return Add(
            new Conv2d(x, shape.Channels, outChannels, kernel, stride, padding, dilation, groups, bias) { Key = key },
            new FeatureShape(outChannels, Windows(shape.Height, reach, stride, padding), Windows(shape.Width, reach, stride, padding)));
    }

    /// <summary>Adds a fully connected layer.</summary>
    public int Linear(int x, string key, int outFeatures)
    {
        Require(shapes[x].IsVector, $"A linear layer takes vectors, and value {x} is a feature map of {shapes[x]}: GlobalAveragePool or Flatten makes vectors.");
        Require(outFeatures > 0, "A linear layer makes at least one value.");
        return Add(new Linear(x, shapes[x].Channels, outFeatures) { Key = key }, new FeatureShape(outFeatures, 0, 0));
    }

    /// <summary>Adds a batch normalization.</summary>
    public int BatchNorm(int x, string key, double epsilon = 1e-5, double momentum = 0.1) =>
        Add(new BatchNorm(x, shapes[x].Channels, epsilon, momentum) { Key = key }, shapes[x]);

    /// <summary>Adds a group normalization.</summary>
    public int GroupNorm(int x, string key, int groups, double epsilon = 1e-5)
    {
        Require(groups > 0 && shapes[x].Channels % groups == 0, $"{shapes[x].Channels} channels cannot be normalized in {groups} groups.");
        return Add(new GroupNorm(x, shapes[x].Channels, groups, epsilon) { Key = key }, shapes[x]);
    }

    /// <summary>Adds max(x, 0).</summary>
    public int Relu(int x) => Add(new ActivationLayer(x, ActivationKind.Relu), shapes[x]);

    /// <summary>Adds a leaky ReLU: x above zero, slope * x below.</summary>
    public int LeakyRelu(int x, double negativeSlope) => Add(new ActivationLayer(x, ActivationKind.LeakyRelu, negativeSlope), shapes[x]);

    /// <summary>Adds 1 / (1 + exp(-x)).</summary>
    public int Sigmoid(int x) => Add(new ActivationLayer(x, ActivationKind.Sigmoid), shapes[x]);

    /// <summary>Adds x * sigmoid(x).</summary>
    public int Silu(int x) => Add(new ActivationLayer(x, ActivationKind.Silu), shapes[x]);

    /// <summary>Adds x times the normal distribution's cumulative function.</summary>
    public int Gelu(int x) => Add(new ActivationLayer(x, ActivationKind.Gelu), shapes[x]);

    /// <summary>Adds a sum.</summary>
    public int Add(int left, int right) => Add(new Add(left, right), SameShape(left, right));

    /// <summary>Adds the channels of two values, one after the other.</summary>
    public int Concatenate(int first, int second)
    {
        var (left, right) = (shapes[first], shapes[second]);
        Require(left with { Channels = right.Channels } == right, $"Feature maps of {left} and {right} cannot be concatenated: rows and columns differ.");
        return Add(new Concatenate(first, second), left with { Channels = left.Channels + right.Channels });
    }

    /// <summary>Adds a highway gate.</summary>
    public int Gate(int residual, int shortcut, int opening, bool exclusive)
    {
        SameShape(residual, opening);
        return Add(new Gate(residual, shortcut, opening, exclusive), SameShape(residual, shortcut));
    }

    /// <summary>Adds the maximum of each window.</summary>
    public int MaxPool(int x, int kernel, int stride, int padding = 0, bool ceilMode = false) => Pool(x, true, kernel, stride, padding, ceilMode);

    /// <summary>Adds the mean of each window.</summary>
    public int AveragePool(int x, int kernel, int stride, int padding = 0, bool ceilMode = false) => Pool(x, false, kernel, stride, padding, ceilMode);

    /// <summary>Adds the mean of each channel.</summary>
    public int GlobalAveragePool(int x) => Add(new GlobalPool(x, IsMaximum: false), new FeatureShape(MapOf(x, "A pool").Channels, 0, 0));

    /// <summary>Adds the maximum of each channel.</summary>
    public int GlobalMaxPool(int x) => Add(new GlobalPool(x, IsMaximum: true), new FeatureShape(MapOf(x, "A pool").Channels, 0, 0));

    /// <summary>Adds all values of an image as a vector.</summary>
    public int Flatten(int x) => Add(new Flatten(x), new FeatureShape(MapOf(x, "Flatten").Length, 0, 0));

    /// <summary>Adds rows and columns of zeros.</summary>
    public int ZeroPad(int x, int top, int bottom, int left, int right)
    {
        var shape = MapOf(x, "Zero padding");
        Require(top >= 0 && bottom >= 0 && left >= 0 && right >= 0, "Padding is not negative.");
        return Add(new ZeroPad(x, top, bottom, left, right), shape with { Height = shape.Height + top + bottom, Width = shape.Width + left + right });
    }

    /// <summary>Adds channels of zeros.</summary>
    public int PadChannels(int x, int before, int after)
    {
        Require(before >= 0 && after >= 0, "Padding is not negative.");
        return Add(new PadChannels(x, before, after), shapes[x] with { Channels = shapes[x].Channels + before + after });
    }

    /// <summary>Adds the rows and columns at multiples of the stride.</summary>
    public int Subsample(int x, int stride)
    {
        var shape = MapOf(x, "Subsampling");
        Require(stride > 0, "A stride is positive.");
        return Add(new Subsample(x, stride), shape with { Height = (shape.Height + stride - 1) / stride, Width = (shape.Width + stride - 1) / stride });
    }

    /// <summary>Adds a product with a constant.</summary>
    public int Scale(int x, double factor) => Add(new Scale(x, factor), shapes[x]);

    /// <summary>Adds dropout.</summary>
    public int Dropout(int x, double rate) => Add(new Dropout(x, rate), shapes[x]);

    /// <summary>Adds stochastic depth.</summary>
    public int StochasticDepth(int x, double survivalProbability) => Add(new StochasticDepth(x, survivalProbability), shapes[x]);

    /// <summary>Adds squeeze-and-excitation.</summary>
    public int SqueezeExcitation(int x, string key, int squeezedChannels)
    {
        var shape = MapOf(x, "Squeeze-and-excitation");
        Require(squeezedChannels > 0, "Squeeze-and-excitation squeezes to at least one channel.");
        return Add(new SqueezeExcitation(x, shape.Channels, squeezedChannels) { Key = key }, shape);
    }

    /// <summary>Adds efficient channel attention.</summary>
    public int EfficientChannelAttention(int x, string key, int kernel)
    {
        var shape = MapOf(x, "Efficient channel attention");
        Require(kernel > 0, "The kernel of efficient channel attention has at least one channel.");
        return Add(new EfficientChannelAttention(x, kernel) { Key = key }, shape);
    }

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

    private int Pool(int x, bool isMaximum, int kernel, int stride, int padding, bool ceilMode)
    {
        var shape = MapOf(x, "A pool");
        Require(kernel > 0 && stride > 0 && padding >= 0 && padding <= kernel / 2, "The sizes of a pool are positive, and its padding is at most half of the kernel.");
        return Add(
            new Pool(x, isMaximum, kernel, stride, padding, ceilMode),
            shape with { Height = Windows(shape.Height, kernel, stride, padding, ceilMode), Width = Windows(shape.Width, kernel, stride, padding, ceilMode) });
    }

    private FeatureShape MapOf(int x, string operation)
    {
        Require(!shapes[x].IsVector, $"{operation} takes feature maps, and value {x} is a vector.");
        return shapes[x];
    }

    private FeatureShape SameShape(int left, int right)
    {
        Require(shapes[left] == shapes[right], $"The values {left} and {right} differ in shape: {shapes[left]} and {shapes[right]}.");
        return shapes[left];
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }

    private int Add(Operation operation, FeatureShape output)
    {
        if (operation.Key is { Length: 0 } || (operation.Key is null && operation.Tensors.Count > 0))
        {
            throw new ArgumentException("A layer with weights has a key.");
        }

        operations.Add(operation);
        shapes.Add(output);
        return operations.Count;
    }
}
