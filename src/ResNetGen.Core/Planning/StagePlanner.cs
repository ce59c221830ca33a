using System;
using System.Collections.Generic;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Planning;

/// <summary>Plans a stage: its units, of which the first and the last may differ from the others, what passes them all by, and what stands behind them.</summary>
internal sealed class StagePlanner
{
    /// <summary>How many units a stage may have that each take another width, and so are planned one by one.</summary>
    public const int MostGrowing = 4096;

    private readonly Architecture architecture;
    private readonly int index;
    private readonly StageDesign design;
    private readonly UnitPlanner units;

    public StagePlanner(Architecture architecture, int index, LayerKeys keys)
    {
        this.architecture = architecture;
        this.index = index;
        design = architecture.Stages[index];
        units = new UnitPlanner(architecture, design, keys);
    }

    private bool StridesLast => design is { StridedUnit: StridedUnit.Last, Stride: > 1, Units: > 1 };

    public StagePlan Plan(Shape input)
    {
        var runs = design.Shortcut.Plain == PlainShortcut.Concatenate ? Growing(input) : Equal(input);
        var output = runs[runs.Count - 1].Unit.Graph.Output;
        return new StagePlan(LayerKeys.Stage(index), runs.ToEquatableArray(), Around(input), design.Transition is null ? null : Transition(design.Transition, output));
    }

    private List<UnitRun> Equal(Shape input)
    {
        var first = units.Plan(input, StridesLast ? 1 : design.Stride, isFirst: true);
        var runs = new List<UnitRun> { new(first, 1) };
        var between = design.Units - 1 - (StridesLast ? 1 : 0);
        if (between > 0)
        {
            var next = units.Plan(first.Graph.Output, 1, isFirst: false);
            if (next == first)
            {
                runs[0] = new UnitRun(first, 1 + between);
            }
            else
            {
                runs.Add(new UnitRun(next, between));
            }
        }

        if (StridesLast)
        {
            runs.Add(new UnitRun(units.Plan(first.Graph.Output, design.Stride, isFirst: false), 1));
        }

        return runs;
    }

    // Each unit takes what all before it gave. Where they are far too many, as many as show it are enough.
    private List<UnitRun> Growing(Shape input)
    {
        var runs = new List<UnitRun>();
        var strided = StridesLast ? design.Units - 1 : 0;
        for (var (i, parameters) = (0, 0L); i < design.Units && i < MostGrowing && parameters <= int.MaxValue; i++)
        {
            var unit = units.Plan(input, i == strided ? design.Stride : 1, isFirst: i == 0);
            runs.Add(new UnitRun(unit, 1));
            parameters = Count.Sum(parameters, unit.Graph.Parameters);
            input = unit.Graph.Output;
        }

        return runs;
    }

    private Graph? Around(Shape input)
    {
        if (design.Around == StageShortcut.None)
        {
            return null;
        }

        var graph = new GraphBuilder(input, architecture.Layers);
        if (design.Around == StageShortcut.Projection)
        {
            var outputs = new Quantity(design.Width);
            var value = graph.Convolution(
                LayerKeys.Around(index), 0, new(new Quantity(input.Channels), outputs, 1) { Stride = new(design.Stride), HasBias = architecture.Layers.HasBias(isFollowedByNorm: true) });
            graph.Norm("1", value, outputs);
            graph.Sequence(LayerKeys.Around(index), 0, 0);
        }

        return graph.Build();
    }

    private Graph Transition(TransitionDesign transition, Shape input)
    {
        var graph = new GraphBuilder(input, architecture.Layers);
        var inputs = new Quantity(input.Channels);
        var outputs = new Quantity((int)Math.Max(1, Math.Floor(input.Channels * transition.Compression)));
        var value = graph.Activation(graph.Norm("norm", 0, inputs));
        value = graph.Convolution("conv", value, new(inputs, outputs, 1) { HasBias = architecture.Layers.HasBias(isFollowedByNorm: false) });
        graph.Pool(value, new PoolDesign(PoolKind.Average, 2, 2, Padding: 0, Ceiling: false));
        graph.Sequence(LayerKeys.Transition(index), 0, 0, isNamed: true);
        return graph.Build();
    }
}
