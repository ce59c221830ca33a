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
    public int Convolution(
        string key, int of, Quantity inChannels, Quantity outChannels, int kernel, Quantity stride, int groups = 1, bool hasBias = false)
    {
        var padding = (kernel - 1) / 2;
        var output = Windows(ShapeOf(of), kernel, stride, padding, ceiling: false) with { Channels = outChannels };
        return Append(new Convolution(key, of, output, inChannels, outChannels, kernel, stride, padding, groups, hasBias));
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
        Append(new Subsample(of, Windows(ShapeOf(of), 1, stride, 0, ceiling: false), stride));

    public int ChannelPadding(int of, Quantity inChannels, Quantity outChannels) =>
        Append(new ChannelPadding(of, ShapeOf(of) with { Channels = outChannels }, inChannels, outChannels));

    public int Add(int residual, int shortcut) => Append(new Add(residual, shortcut, ShapeOf(residual)));

    public int Mean(int of) => Append(new Mean(of, Shape.Vector(ShapeOf(of).Channels)));

    public int Linear(string key, int of, Quantity outFeatures) =>
        Append(new Linear(key, of, Shape.Vector(outFeatures), new Quantity(ShapeOf(of).Channels), outFeatures));

    /// <summary>The operations from a value on as one, whose layers are keyed by their numbers; of one layer alone, the layer.</summary>
    /// <param name="key">The key of all.</param>
    /// <param name="from">The value that the first takes: what others than the last make, no one else takes.</param>
    /// <param name="first">How many operations stood there before the first.</param>
    public int Sequence(string key, int from, int first)
    {
        var steps = operations.Skip(first).ToEquatableArray();
        if (steps.Count == 1)
        {
            return operations.Count;
        }

        operations.RemoveRange(first, steps.Count);
        return Append(new Sequence(key, from, steps[steps.Count - 1].Output, steps));
    }

    /// <summary>How many operations there are.</summary>
    public int Count => operations.Count;

    public Graph Build() => new(input, operations.ToEquatableArray());

    private static Shape Windows(Shape shape, int kernel, int stride, int padding, bool ceiling) =>
        shape with { Height = Windows(shape.Height, kernel, stride, padding, ceiling), Width = Windows(shape.Width, kernel, stride, padding, ceiling) };

    private static int Windows(int size, int kernel, int stride, int padding, bool ceiling)
    {
        var room = size + (2L * padding) - kernel + (ceiling ? stride - 1 : 0);
        if (room < 0)
        {
            return 0;
        }

        var windows = (room / stride) + 1;

        // A window that would start behind the last row is none, as in PyTorch.
        return (int)(ceiling && (windows - 1) * stride >= (long)size + padding ? windows - 1 : windows);
    }

    private Shape ShapeOf(int value) => value == 0 ? input : operations[value - 1].Output;

    private int Append(Operation operation)
    {
        operations.Add(operation);
        return operations.Count;
    }
}
