using System;
using System.Globalization;
using ResNetGen.Core.Designs;

namespace ResNetGen.Core.Planning;

/// <summary>Plans the units of a stage.</summary>
internal sealed class UnitPlanner
{
    private static readonly Quantity One = new(1);

    private readonly StageDesign stage;
    private readonly LayerDesign layers;
    private readonly LayerKeys keys;

    public UnitPlanner(StageDesign stage, LayerDesign layers, LayerKeys keys)
    {
        this.stage = stage;
        this.layers = layers;
        this.keys = keys;
    }

    private UnitDesign Design => stage.Unit;

    private bool IsBasic => Design.Kind == UnitKind.Basic;

    private bool IsPreActivation => Design.Order == UnitOrder.Pre;

    /// <summary>A unit that gives the shape that it takes.</summary>
    /// <param name="input">That shape.</param>
    /// <param name="isFirst">Whether it is the stage's first.</param>
    public UnitPlan Plain(Shape input, bool isFirst)
    {
        var sizes = SizesOf(new Quantity(input.Channels, "width"), new Quantity(input.Channels, "width"), One);
        return stage.Shortcut.Plain == PlainShortcut.None
            ? Plan("Plain", "there is no shortcut", input, sizes, isFirst, addShortcut: null)
            : Plan("", "the shortcut is the identity", input, sizes, isFirst, static (_, _) => 0);
    }

    /// <summary>The stage's first unit, which changes the channels, or the size, or both.</summary>
    public UnitPlan Changing(Shape input)
    {
        var inputs = new Quantity(input.Channels, "inputs");
        var outputs = new Quantity(stage.Width, "outputs");
        var byArgument = SizesOf(inputs, outputs, new Quantity(stage.Stride, "stride"));

        // Where there is something to subsample or to pool, the stride belongs to the structure.
        var step = new Quantity(stage.Stride);
        var byStructure = SizesOf(inputs, outputs, step);
        return stage.Shortcut.Changing switch
        {
            ShortcutKind.None => Plan("DownPlain", "there is no shortcut", input, byArgument, isFirst: true, addShortcut: null),
            ShortcutKind.Projection => Plan(
                "Project",
                "the shortcut is a 1 x 1 convolution of the " + (TakesActivated ? "activated input" : "input"),
                input,
                byArgument,
                isFirst: true,
                (graph, activated) => Projection(graph, activated, inputs, outputs, byArgument.Stride)),
            ShortcutKind.AverageProjection => Plan(
                "Project",
                "the shortcut is an average pool and a 1 x 1 convolution",
                input,
                byStructure,
                isFirst: true,
                (graph, activated) => Projection(graph, activated, inputs, outputs, One)),
            _ when stage.Stride == 1 => Plan(
                "Pad",
                "the shortcut adds channels of zeros",
                input,
                byStructure,
                isFirst: true,
                (graph, _) => graph.ChannelPadding(0, inputs, outputs)),
            _ => Plan(
                "Down",
                "the shortcut subsamples and adds channels of zeros",
                input,
                byStructure,
                isFirst: true,
                (graph, _) => graph.ChannelPadding(graph.Subsample(0, step), inputs, outputs)),
        };
    }

    // What the first convolution takes is the unit's input where nothing stands before it.
    private bool TakesActivated => IsPreActivation && stage.Shortcut.Source == ProjectionSource.Activated;

    private int Projection(GraphBuilder graph, int activated, Quantity inputs, Quantity outputs, Quantity stride)
    {
        var from = TakesActivated ? activated : 0;
        var first = graph.Count;
        var value = from;
        if (stage.Shortcut.Changing == ShortcutKind.AverageProjection)
        {
            // Without a stride it does nothing, and keeps its place: published weights are keyed behind it.
            value = graph.Pool(value, new PoolDesign(PoolKind.Average, stage.Stride, stage.Stride, Padding: 0, Ceiling: true));
        }

        value = graph.Convolution(keys.Projection, value, inputs, outputs, 1, stride, hasBias: HasBias(isFollowedByNorm: stage.Shortcut.Norm));
        if (stage.Shortcut.Norm)
        {
            graph.Norm("norm", value, outputs);
        }

        return graph.Sequence(keys.Projection, from, first);
    }

    private bool HasBias(bool isFollowedByNorm) =>
        layers.Bias == BiasRule.All || (layers.Bias == BiasRule.WithoutNorm && !(isFollowedByNorm && layers.Norm != NormKind.None));

    private Sizes SizesOf(Quantity inputs, Quantity outputs, Quantity stride) =>
        new(inputs, IsBasic ? outputs : new Quantity(stage.Inner, "inner"), outputs, stride);

    /// <param name="change">What the structure's name has for its kind of shortcut.</param>
    /// <param name="shortcut">The shortcut in words.</param>
    /// <param name="input">The shape that the unit takes.</param>
    /// <param name="sizes">The unit's numbers.</param>
    /// <param name="isFirst">Whether it is the stage's first.</param>
    /// <param name="addShortcut">Adds the shortcut; it is told the value that the first convolution takes, and returns the shortcut's. Null for none.</param>
    private UnitPlan Plan(string change, string shortcut, Shape input, Sizes sizes, bool isFirst, Func<GraphBuilder, int, int>? addShortcut)
    {
        var graph = new GraphBuilder(input, layers);
        var isBare = isFirst && Design.Bare;
        var (value, activated) = AddLayers(graph, sizes, isBare);
        if (addShortcut is not null)
        {
            value = graph.Add(value, addShortcut(graph, activated));
        }

        if (!IsPreActivation)
        {
            graph.Activation(value);
        }

        return new UnitPlan(Design.Kind + (isBare ? "Bare" : "") + change + "Unit", Layers(sizes.Stride) + "; " + shortcut + ".", graph.Build());
    }

    private (int Residual, int Activated) AddLayers(GraphBuilder graph, Sizes sizes, bool isBare)
    {
        var (inputs, inner, outputs, stride) = sizes;
        var kernel = Design.Kernel;
        var isMiddle = Design.StridedConvolution == StridedConvolution.Middle;
        (Quantity In, Quantity Out, int Kernel, Quantity Stride, int Groups)[] convolutions = IsBasic
            ? [(inputs, outputs, kernel, stride, 1), (outputs, outputs, kernel, One, 1)]
            :
            [
                (inputs, inner, 1, isMiddle ? One : stride, 1),
                (inner, inner, kernel, isMiddle ? stride : One, Design.Cardinality),
                (inner, outputs, 1, One, 1),
            ];

        var value = 0;
        var activated = 0;
        for (var i = 0; i < convolutions.Length; i++)
        {
            var number = i + 1;
            var isLast = number == convolutions.Length;
            var (takes, gives, size, step, groups) = convolutions[i];
            if (IsPreActivation && !(isBare && i == 0))
            {
                value = graph.Activation(graph.Norm(LayerKeys.Norm(number), value, takes));
            }

            activated = i == 0 ? value : activated;

            // Between the last two convolutions, as in Zagoruyko and Komodakis (2016, arXiv:1605.07146), section 2.4.
            value = isLast ? graph.Dropout(value, Design.Dropout) : value;
            value = graph.Convolution(LayerKeys.Convolution(number), value, takes, gives, size, step, groups, HasBias(!IsPreActivation || !isLast));
            if (!IsPreActivation)
            {
                value = graph.Norm(LayerKeys.Norm(number), value, gives);
                value = isLast ? value : graph.Activation(value);
            }
        }

        return (value, activated);
    }

    private string Layers(Quantity stride)
    {
        var kernel = string.Format(CultureInfo.InvariantCulture, "{0} x {0}", Design.Kernel);
        var kernels = IsBasic ? $"Two {kernel} convolutions" : $"1 x 1, {kernel} and 1 x 1 convolutions";
        var which = !IsBasic && Design.StridedConvolution == StridedConvolution.Middle ? "second" : "first";
        var strided = stride is { Name: null, Value: > 1 } ? $", the {which} of stride " + stride.Value.ToString(CultureInfo.InvariantCulture) : "";
        return kernels + strided + (IsPreActivation ? ", each after its norm and activation" : "");
    }

    /// <param name="Inputs">Channels that the unit takes.</param>
    /// <param name="Inner">Channels that a bottleneck unit's 3 x 3 convolution works on.</param>
    /// <param name="Outputs">Channels that the unit gives.</param>
    /// <param name="Stride">The stride of one of its convolutions.</param>
    private sealed record Sizes(Quantity Inputs, Quantity Inner, Quantity Outputs, Quantity Stride);
}
