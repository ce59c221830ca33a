using ResNetGen.Core.Designs;

namespace ResNetGen.Core.Planning;

/// <summary>Plans the units of a stage.</summary>
internal sealed class UnitPlanner
{
    private static readonly Quantity One = new(1);

    private readonly Architecture architecture;
    private readonly StageDesign stage;
    private readonly LayerKeys keys;

    public UnitPlanner(Architecture architecture, StageDesign stage, LayerKeys keys)
    {
        this.architecture = architecture;
        this.stage = stage;
        this.keys = keys;
    }

    private UnitDesign Design => stage.Unit;

    private bool Concatenates => stage.Shortcut.Plain == PlainShortcut.Concatenate;

    /// <summary>One unit.</summary>
    /// <param name="input">The shape that it takes.</param>
    /// <param name="stride">Its stride.</param>
    /// <param name="isFirst">Whether it is the stage's first.</param>
    public UnitPlan Plan(Shape input, int stride, bool isFirst)
    {
        var keepsShape = stride == 1 && (Concatenates || input.Channels == stage.Width);
        var graph = new GraphBuilder(input, architecture.Layers);
        var shortcuts = new ShortcutPlanner(architecture, stage, keys, graph);
        return keepsShape && !(isFirst && stage.Shortcut.FirstUnitProjects)
            ? Plan(graph, shortcuts.Plain, PlainSizes(input), isFirst)
            : Plan(graph, shortcuts.ChangingOf(input, stride), ChangingSizes(input, stride), isFirst);
    }

    private UnitSizes PlainSizes(Shape input)
    {
        if (Concatenates)
        {
            return SizesOf(new Quantity(input.Channels, "inputs"), new Quantity(stage.Width, "growth"), One);
        }

        var width = new Quantity(input.Channels, "width");
        return SizesOf(width, width, One);
    }

    private UnitSizes ChangingSizes(Shape input, int stride)
    {
        // Where there is something to subsample, to pool or to pad, the stride belongs to the structure.
        var isArgument = stage.Shortcut.Changing is ShortcutKind.None or ShortcutKind.Projection or ShortcutKind.Identity
            && architecture.Layers.Padding == PaddingKind.Symmetric;
        return SizesOf(
            new Quantity(input.Channels, "inputs"),
            new Quantity(stage.Width, Concatenates ? "growth" : "outputs"),
            new Quantity(stride, isArgument && !IsPooled(stride, input) ? "stride" : null));
    }

    private bool IsPooled(int stride, Shape input) => stride > 1 && ShortcutPlanner.IsPooledLast(stage, input);

    private UnitSizes SizesOf(Quantity inputs, Quantity outputs, Quantity stride) => new(
        inputs,
        Design.Kind == UnitKind.Basic ? outputs : new Quantity(stage.Inner, "inner"),
        outputs,
        stride,
        new Quantity(stage.Dilation, stage.Dilation == 1 ? null : "dilation"));

    private UnitPlan Plan(GraphBuilder graph, Shortcut shortcut, UnitSizes sizes, bool isFirst)
    {
        var isBare = isFirst && Design.Bare;
        var residual = new ResidualPlanner(stage, architecture.Layers, keys, graph).Add(sizes, isBare);
        var value = residual.Value;
        if (shortcut.Add is not null)
        {
            value = shortcut.Add(value, residual.Activated, sizes);
        }

        var lastNorm = residual.LastNorm;
        if (Design.Order == UnitOrder.NormAfterAddition && architecture.Layers.Norm != NormKind.None)
        {
            lastNorm = LayerKeys.Norm(residual.Convolutions);
            value = graph.Norm(lastNorm, value, sizes.Outputs);
        }

        if (Design.Order is UnitOrder.Post or UnitOrder.NormAfterAddition)
        {
            graph.Activation(value);
        }

        var name = Design.Kind + (isBare ? "Bare" : "") + shortcut.Name + "Unit";
        return new UnitPlan(name, UnitText.Layers(Design, sizes.Stride) + "; " + shortcut.Text + ".", graph.Build(), lastNorm);
    }
}
