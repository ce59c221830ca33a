using ResNetGen.Core.Designs;

namespace ResNetGen.Core.Planning;

/// <summary>Plans what passes a unit by.</summary>
internal sealed class ShortcutPlanner
{
    private static readonly Quantity One = new(1);

    private readonly Architecture architecture;
    private readonly StageDesign stage;
    private readonly LayerKeys keys;
    private readonly GraphBuilder graph;

    public ShortcutPlanner(Architecture architecture, StageDesign stage, LayerKeys keys, GraphBuilder graph)
    {
        this.architecture = architecture;
        this.stage = stage;
        this.keys = keys;
        this.graph = graph;
    }

    private ShortcutDesign Design => stage.Shortcut;

    // What the first convolution takes is the unit's input where nothing stands before it.
    private bool TakesActivated => stage.Unit.Order is UnitOrder.Pre or UnitOrder.ActivationFirst && Design.Source == ProjectionSource.Activated;

    private string ProjectionText => "a 1 x 1 convolution of the " + (TakesActivated ? "activated input" : "input");

    /// <summary>That of a unit which gives the shape that it takes.</summary>
    public Shortcut Plain => Design.Plain switch
    {
        PlainShortcut.None => new("Plain", "there is no shortcut", null),
        PlainShortcut.Concatenate => new("", "its channels stand behind those that it takes", (residual, _, _) => graph.Concatenation(residual, 0)),
        PlainShortcut.Scaled => new(
            "Scaled",
            "the shortcut is the identity, and both are scaled",
            (residual, _, _) => Sum(graph.Scaling(residual, 1 - Design.Scale), graph.Scaling(0, Design.Scale))),
        PlainShortcut.Dropout => new("Dropout", "the shortcut has dropout", (residual, _, _) => Sum(residual, graph.Dropout(0, Design.Dropout))),
        PlainShortcut.ExclusiveGate => Gated("a gate weighs the shortcut against the layers", isExclusive: true),
        PlainShortcut.ShortcutGate => Gated("a gate weighs the shortcut", isExclusive: false),
        PlainShortcut.Projection => new(
            "Project", "the shortcut is " + ProjectionText, (residual, activated, sizes) => Sum(residual, Projection(activated, sizes))),
        _ => new("", "the shortcut is the identity", (residual, _, _) => Sum(residual, 0)),
    };

    /// <summary>Whether the shortcut of a unit that strides is a pool of that stride alone: of the last unit of a stage, which keeps the channels.</summary>
    public static bool IsPooledLast(StageDesign stage, Shape input) =>
        stage.StridedUnit == StridedUnit.Last && stage.Shortcut.Changing != ShortcutKind.None && input.Channels == stage.Width;

    /// <summary>That of a unit which changes the channels, or the size, or both.</summary>
    /// <param name="input">The shape that the unit takes.</param>
    /// <param name="stride">Its stride.</param>
    public Shortcut ChangingOf(Shape input, int stride)
    {
        if (stride > 1 && IsPooledLast(stage, input))
        {
            return Pooled(stride);
        }

        return Design.Changing switch
        {
            ShortcutKind.None => new("DownPlain", "there is no shortcut", null),
            ShortcutKind.Projection => new(
                "Project", "the shortcut is " + ProjectionText, (residual, activated, sizes) => Sum(residual, Projection(activated, sizes))),
            ShortcutKind.AverageProjection => new(
                "Project",
                "the shortcut is an average pool and a 1 x 1 convolution",
                (residual, activated, sizes) => Sum(residual, AverageProjection(activated, sizes))),
            ShortcutKind.MaxPool => Pooled(stride),
            ShortcutKind.Identity => new("", "the shortcut is the identity", (residual, _, _) => Sum(residual, 0)),
            ShortcutKind.Concatenate => new(
                "Down",
                "its channels stand behind those that it takes, pooled",
                (residual, _, sizes) => graph.Concatenation(residual, graph.Pool(0, new PoolDesign(PoolKind.Average, sizes.Stride, sizes.Stride, Padding: 0, Ceiling: true)))),
            ShortcutKind.AveragePad when stride > 1 => new(
                "AveragePad",
                "the shortcut pools and adds channels of zeros",
                (residual, _, sizes) => Sum(
                    residual, Padding(graph.Pool(0, new PoolDesign(PoolKind.Average, sizes.Stride, sizes.Stride, Padding: 0, Ceiling: false)), sizes))),
            _ when stride > 1 => new(
                "Down",
                "the shortcut subsamples and adds channels of zeros",
                (residual, _, sizes) => Sum(residual, Padding(graph.Subsample(0, sizes.Stride), sizes))),
            _ => new("Pad", "the shortcut adds channels of zeros", (residual, _, sizes) => Sum(residual, Padding(0, sizes))),
        };
    }

    private Shortcut Pooled(int stride) => new(
        "Pool",
        "the shortcut is a 1 x 1 max pool",
        (residual, _, _) => Sum(residual, graph.Pool(0, new PoolDesign(PoolKind.Max, 1, stride, Padding: 0, Ceiling: false))));

    private Shortcut Gated(string text, bool isExclusive) => new(
        isExclusive ? "Gated" : "ShortcutGated",
        text,
        (residual, activated, sizes) =>
        {
            var gate = graph.Convolution(keys.Gate, activated, new(sizes.Inputs, sizes.Outputs, 1) { HasBias = true });
            return graph.Gate(residual, 0, graph.Sigmoid(gate), isExclusive, Design.GateBias);
        });

    private int Sum(int residual, int shortcut) =>
        graph.Add(architecture.Survival is null ? residual : graph.StochasticDepth(residual), shortcut);

    private int Padding(int value, UnitSizes sizes) => graph.ChannelPadding(value, sizes.Inputs, sizes.Outputs, Design.Zeros);

    private int Projection(int activated, UnitSizes sizes) => Projection(activated, sizes, sizes.Stride, pool: null);

    // Without a stride the pool does nothing, and keeps its place: published weights are keyed behind it.
    private int AverageProjection(int activated, UnitSizes sizes) => Projection(
        activated, sizes, One, new PoolDesign(PoolKind.Average, sizes.Stride, sizes.Stride, Padding: 0, Ceiling: true));

    private int Projection(int activated, UnitSizes sizes, Quantity stride, PoolDesign? pool)
    {
        var from = TakesActivated ? activated : 0;
        var first = graph.Count;
        var value = pool is null ? from : graph.Pool(from, pool);
        value = graph.Convolution(
            keys.Projection, value, new(sizes.Inputs, sizes.Outputs, 1) { Stride = stride, HasBias = architecture.Layers.HasBias(isFollowedByNorm: Design.Norm) });
        value = Design.Norm ? graph.Norm(keys.ProjectionNorm, value, sizes.Outputs) : value;
        return keys.SplitsProjections ? value : graph.Sequence(keys.Projection, from, first);
    }
}
