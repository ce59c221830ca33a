using System.Collections.Generic;
using ResNetGen.Core.Planning.Operations;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Planning;

/// <summary>Puts operations one after another and derives their shapes. Each method returns the number of the value that it makes.</summary>
internal sealed class GraphBuilder
{
    private readonly Shape input;
    private readonly List<Operation> operations = [];

    public GraphBuilder(Shape input) => this.input = input;

    /// <summary>A convolution whose padding keeps the size at stride 1.</summary>
    public int Convolution(string key, int of, Quantity inChannels, Quantity outChannels, int kernel, Quantity stride)
    {
        var padding = (kernel - 1) / 2;
        var shape = ShapeOf(of);
        var output = new Shape(outChannels, Windows(shape.Height, kernel, stride, padding), Windows(shape.Width, kernel, stride, padding));
        return Append(new Convolution(key, of, output, inChannels, outChannels, kernel, stride, padding));
    }

    public int Norm(string key, int of, Quantity channels) => Append(new Norm(key, of, ShapeOf(of), channels));

    public int Activation(int of) => Append(new Activation(of, ShapeOf(of)));

    public int Subsample(int of, Quantity stride)
    {
        var shape = ShapeOf(of);
        var output = new Shape(shape.Channels, Windows(shape.Height, 1, stride, 0), Windows(shape.Width, 1, stride, 0));
        return Append(new Subsample(of, output, stride));
    }

    public int ChannelPadding(int of, Quantity inChannels, Quantity outChannels) =>
        Append(new ChannelPadding(of, ShapeOf(of) with { Channels = outChannels }, inChannels, outChannels));

    public int Add(int residual, int shortcut) => Append(new Add(residual, shortcut, ShapeOf(residual)));

    public int Mean(int of) => Append(new Mean(of, Shape.Vector(ShapeOf(of).Channels)));

    public int Linear(string key, int of, Quantity outFeatures) =>
        Append(new Linear(key, of, Shape.Vector(outFeatures), new Quantity(ShapeOf(of).Channels), outFeatures));

    public Graph Build() => new(input, operations.ToEquatableArray());

    private static int Windows(int size, int kernel, int stride, int padding) => (int)(((size + (2L * padding) - kernel) / stride) + 1);

    private Shape ShapeOf(int value) => value == 0 ? input : operations[value - 1].Output;

    private int Append(Operation operation)
    {
        operations.Add(operation);
        return operations.Count;
    }
}
