using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning.Operations;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Planning;

/// <summary>Puts operations one after another and derives their shapes. Each method returns the number of the value that it makes.</summary>
internal sealed class GraphBuilder
{
    private readonly Shape input;
    private readonly LayerDesign layers;
    private readonly List<Operation> operations = [];

    public GraphBuilder(Shape input, LayerDesign layers)
    {
        this.input = input;
        this.layers = layers;
    }

    /// <summary>A convolution whose padding keeps the size at stride 1.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="of">The value that it takes.</param>
    /// <param name="form">Its numbers.</param>
    public int Convolution(string key, int of, ConvolutionForm form)
    {
        var (from, isPadded) = Padded(of, form);
        var convolution = new Convolution(
            key, from, default, form.Inputs, form.Outputs, form.Kernel, form.Stride, form.Dilation, isPadded, form.Groups, form.HasBias);
        return Append(convolution with { Output = Windows(from, convolution.Reach, form.Stride, convolution.Padding) with { Channels = form.Outputs } });
    }

    /// <summary>Convolutions of branches, one for each group, whose padding keeps the size at stride 1.</summary>
    /// <param name="key">The key of all.</param>
    /// <param name="of">The value that they take.</param>
    /// <param name="form">Their numbers together.</param>
    /// <param name="splits">Whether each branch takes its own part of the channels; otherwise each takes all.</param>
    /// <param name="adds">Whether the results are added; otherwise their channels stand one after another.</param>
    public int Branches(string key, int of, ConvolutionForm form, bool splits, bool adds)
    {
        var (from, isPadded) = Padded(of, form);
        var branches = new BranchConvolution(
            key, from, default, form.Inputs, form.Outputs, form.Kernel, form.Stride, form.Dilation, isPadded, form.Groups, splits, adds, form.HasBias);
        return Append(branches with { Output = Windows(from, form.Reach, form.Stride, isPadded ? form.Reach / 2 : 0) with { Channels = form.Outputs } });
    }

    /// <summary>A norm, or the value itself in a network without norms.</summary>
    public int Norm(string key, int of, Quantity channels) => layers.Norm == NormKind.None
        ? of
        : Append(new Norm(key, of, ShapeOf(of), channels, layers.NormGroups, layers.NormEpsilon, layers.NormMomentum));

    public int Activation(int of) => Append(new Activation(of, ShapeOf(of), layers.Activation, layers.Slope));

    /// <summary>Dropout, or the value itself where nothing is to be dropped.</summary>
    public int Dropout(int of, double rate) => rate > 0 ? Append(new Dropout(of, ShapeOf(of), rate)) : of;

    public int Pool(int of, PoolDesign design) => Append(new Pool(
        of,
        Windows(ShapeOf(of), design.Kernel, design.Stride, design.Padding, design.Ceiling),
        design.Kind,
        design.Kernel,
        design.Stride,
        design.Padding,
        design.Ceiling));

    public int Subsample(int of, Quantity stride) =>
        Append(new Subsample(of, Windows(of, 1, stride, 0), stride));

    public int ChannelPadding(int of, Quantity inChannels, Quantity outChannels, ZeroChannels zeros) =>
        Append(new ChannelPadding(of, ShapeOf(of) with { Channels = outChannels }, inChannels, outChannels, zeros));

    public int SqueezeExcitation(string key, int of, Quantity channels, Quantity squeezed) =>
        Append(new SqueezeExcitation(key, of, ShapeOf(of), channels, squeezed));

    public int EfficientChannelAttention(string key, int of, Quantity kernel) => Append(new EfficientChannelAttention(key, of, ShapeOf(of), kernel));

    public int Scaling(int of, double factor) => Append(new Scaling(of, ShapeOf(of), factor));

    public int Sigmoid(int of) => Append(new Sigmoid(of, ShapeOf(of)));

    public int StochasticDepth(int of) => Append(new StochasticDepth(of, ShapeOf(of)));

    public int Add(int residual, int shortcut) => Append(new Add(residual, shortcut, ShapeOf(residual)));

    public int Gate(int residual, int shortcut, int opening, bool isExclusive, double bias) =>
        Append(new Gate(residual, shortcut, opening, isExclusive, bias, ShapeOf(residual)));

    public int Concatenation(int residual, int shortcut) => Append(new Concatenation(
        residual, shortcut, ShapeOf(residual) with { Channels = (int)Math.Min(int.MaxValue, (long)ShapeOf(residual).Channels + ShapeOf(shortcut).Channels) }));

    public int Mean(int of) => Append(new Mean(of, Shape.Vector(ShapeOf(of).Channels)));

    public int Maximum(int of) => Append(new Maximum(of, Shape.Vector(ShapeOf(of).Channels)));

    public int Flatten(int of) => Append(new Flatten(
        of, Shape.Vector((int)Math.Min(int.MaxValue, Planning.Count.Product(ShapeOf(of).Channels, ShapeOf(of).Positions)))));

    public int Linear(string key, int of, Quantity outFeatures) =>
        Append(new Linear(key, of, Shape.Vector(outFeatures), new Quantity(ShapeOf(of).Channels), outFeatures));

    /// <summary>The operations from a value on as one; of one layer alone, the layer.</summary>
    /// <param name="key">The key of all.</param>
    /// <param name="from">The value that the first takes: what others than the last make, no one else takes.</param>
    /// <param name="first">How many operations stood there before the first.</param>
    /// <param name="isNamed">Whether the layers are keyed by what they are; otherwise by their number.</param>
    public int Sequence(string key, int from, int first, bool isNamed = false)
    {
        var steps = operations.Skip(first).ToEquatableArray();
        if (steps.Count == 1)
        {
            return operations.Count;
        }

        operations.RemoveRange(first, steps.Count);
        return Append(new Sequence(key, from, steps[steps.Count - 1].Output, steps, isNamed));
    }

    /// <summary>How many operations there are.</summary>
    public int Count => operations.Count;

    public Graph Build() => new(input, operations.ToEquatableArray());

    /// <summary>Zeros in front of a convolution whose own padding, the same on all sides, is not what the network's kind of padding asks for.</summary>
    private (int Value, bool IsPadded) Padded(int of, ConvolutionForm form)
    {
        if (form.Kernel == 1 || layers.Padding == PaddingKind.Symmetric)
        {
            return (of, form.Kernel > 1);
        }

        var reach = form.Reach;
        var shape = ShapeOf(of);
        var (top, bottom) = Same(shape.Height, reach, form.Stride);
        var (left, right) = Same(shape.Width, reach, form.Stride);
        if (top == reach / 2 && bottom == top && left == top && right == top)
        {
            return (of, true);
        }

        var padded = new Shape(shape.Channels, Sum(shape.Height, top + bottom), Sum(shape.Width, left + right));
        return (Append(new SpatialPadding(of, padded, Sum(0, top), Sum(0, bottom), Sum(0, left), Sum(0, right))), false);
    }

    // The output has the size divided by the stride, rounded up; of an odd number of zeros the one more comes after.
    private static (long Before, long After) Same(int size, long reach, int stride)
    {
        var outputs = ((Math.Max(1L, size) - 1) / stride) + 1;
        var total = Math.Max(0, ((outputs - 1) * stride) + reach - size);
        return (total / 2, total - (total / 2));
    }

    private static int Sum(int size, long zeros) => (int)Math.Min(int.MaxValue, size + zeros);

    private Shape Windows(int of, long kernel, int stride, long padding) => Windows(ShapeOf(of), kernel, stride, padding, ceiling: false);

    private static Shape Windows(Shape shape, long kernel, int stride, long padding, bool ceiling) =>
        shape with { Height = Windows(shape.Height, kernel, stride, padding, ceiling), Width = Windows(shape.Width, kernel, stride, padding, ceiling) };

    private static int Windows(int size, long kernel, int stride, long padding, bool ceiling)
    {
        var room = size + (2 * padding) - kernel + (ceiling ? stride - 1 : 0);
        if (room < 0)
        {
            // Nothing is left: whoever checks the plan says so. One position stands in.
            return 1;
        }

        var windows = (room / stride) + 1;

        // A window that would start behind the last row is none, as in PyTorch.
        return (int)(ceiling && (windows - 1) * stride >= size + padding ? windows - 1 : windows);
    }

    /// <summary>The shape of a value.</summary>
    public Shape ShapeOf(int value) => value == 0 ? input : operations[value - 1].Output;

    private int Append(Operation operation)
    {
        operations.Add(operation);
        return operations.Count;
    }
}
