using System;
using System.Globalization;
using ResNetGen.Core.Families;

namespace ResNetGen.Core.Planning;

/// <summary>Plans the units of an architecture.</summary>
internal sealed class UnitPlanner
{
    private static readonly Quantity One = new(1);

    private readonly Architecture architecture;

    public UnitPlanner(Architecture architecture) => this.architecture = architecture;

    private bool IsBasic => architecture.Unit == UnitKind.Basic;

    private bool IsPreActivation => architecture.Order == ActivationOrder.Pre;

    /// <summary>A unit that gives the shape that it takes.</summary>
    public UnitPlan Identity(Shape input, int inner)
    {
        var width = new Quantity(input.Channels, "width");
        return Plan("", "the shortcut is the identity", input, SizesOf(width, inner, width, One), static (_, _) => 0);
    }

    /// <summary>A unit that changes the channels, or the size, or both.</summary>
    public UnitPlan Changing(Shape input, int inner, int width, int stride)
    {
        var inputs = new Quantity(input.Channels, "inputs");
        var outputs = new Quantity(width, "outputs");
        if (architecture.Shortcut == ShortcutKind.Projection)
        {
            var sizes = SizesOf(inputs, inner, outputs, new Quantity(stride, "stride"));
            return Plan(
                "Project",
                "the shortcut is a 1 x 1 convolution of the " + (IsPreActivation ? "activated input" : "input"),
                input,
                sizes,
                (graph, activated) => graph.Convolution("downsample", activated, inputs, outputs, 1, sizes.Stride));
        }

        // The stride belongs to the structure: without one there is nothing to subsample.
        var step = new Quantity(stride);
        return stride == 1
            ? Plan(
                "Pad",
                "the shortcut adds channels of zeros",
                input,
                SizesOf(inputs, inner, outputs, step),
                (graph, _) => graph.ChannelPadding(0, inputs, outputs))
            : Plan(
                "Down",
                "the shortcut subsamples and adds channels of zeros",
                input,
                SizesOf(inputs, inner, outputs, step),
                (graph, _) => graph.ChannelPadding(graph.Subsample(0, step), inputs, outputs));
    }

    private Sizes SizesOf(Quantity inputs, int inner, Quantity outputs, Quantity stride) =>
        new(inputs, IsBasic ? outputs : new Quantity(inner, "inner"), outputs, stride);

    /// <param name="change">What the structure's name has for its kind of shortcut.</param>
    /// <param name="shortcut">The shortcut in words.</param>
    /// <param name="input">The shape that the unit takes.</param>
    /// <param name="sizes">The unit's numbers.</param>
    /// <param name="addShortcut">Adds the shortcut; it is told the value that the first convolution takes, and returns the shortcut's.</param>
    private UnitPlan Plan(string change, string shortcut, Shape input, Sizes sizes, Func<GraphBuilder, int, int> addShortcut)
    {
        var graph = new GraphBuilder(input);
        var (residual, activated) = AddLayers(graph, sizes);
        var sum = graph.Add(residual, addShortcut(graph, activated));
        if (!IsPreActivation)
        {
            graph.Activation(sum);
        }

        return new UnitPlan(architecture.Unit + change + "Unit", Layers(sizes.Stride) + "; " + shortcut + ".", graph.Build());
    }

    private (int Residual, int Activated) AddLayers(GraphBuilder graph, Sizes sizes)
    {
        var (inputs, inner, outputs, stride) = sizes;
        (Quantity In, Quantity Out, int Kernel, Quantity Stride)[] convolutions = IsBasic
            ? [(inputs, outputs, 3, stride), (outputs, outputs, 3, One)]
            : [(inputs, inner, 1, stride), (inner, inner, 3, One), (inner, outputs, 1, One)];

        var value = 0;
        var activated = 0;
        for (var i = 0; i < convolutions.Length; i++)
        {
            var number = (i + 1).ToString(CultureInfo.InvariantCulture);
            var (takes, gives, kernel, step) = convolutions[i];
            if (IsPreActivation)
            {
                value = graph.Activation(graph.Norm("bn" + number, value, takes));
                activated = i == 0 ? value : activated;
                value = graph.Convolution("conv" + number, value, takes, gives, kernel, step);
            }
            else
            {
                value = graph.Norm("bn" + number, graph.Convolution("conv" + number, value, takes, gives, kernel, step), gives);
                value = i + 1 < convolutions.Length ? graph.Activation(value) : value;
            }
        }

        return (value, activated);
    }

    private string Layers(Quantity stride)
    {
        var kernels = IsBasic ? "Two 3 x 3 convolutions" : "1 x 1, 3 x 3 and 1 x 1 convolutions";
        var first = stride is { Name: null, Value: > 1 } ? ", the first of stride " + stride.Value.ToString(CultureInfo.InvariantCulture) : "";
        return kernels + first + (IsPreActivation ? ", each after its norm and activation" : "");
    }

    /// <param name="Inputs">Channels that the unit takes.</param>
    /// <param name="Inner">Channels that a bottleneck unit's 3 x 3 convolution works on.</param>
    /// <param name="Outputs">Channels that the unit gives.</param>
    /// <param name="Stride">The first convolution's stride.</param>
    private sealed record Sizes(Quantity Inputs, Quantity Inner, Quantity Outputs, Quantity Stride);
}
