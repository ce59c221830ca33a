using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Fusing;

/// <summary>Puts the steps of a network's graphs one after another.</summary>
internal sealed class ProgramFuser
{
    private readonly List<FusedPart> parts = [];
    private int layers;
    private int units;

    private ProgramFuser()
    {
    }

    /// <summary>The parts of a network, in the order in which they are computed.</summary>
    public static IReadOnlyList<FusedPart> Parts(NetworkPlan plan)
    {
        var fuser = new ProgramFuser();
        fuser.Append("stem", GraphFuser.Fuse(plan.Stem, Buffers.Image));
        foreach (var stage in plan.Stages)
        {
            fuser.AppendStage(stage);
        }

        fuser.Append("head", GraphFuser.Fuse(plan.Head, 0));
        return fuser.parts;
    }

    private void Append(string name, FusedGraph graph)
    {
        parts.Add(new FusedPart(name, layers, graph.Layers, 1, 0, graph.Steps, graph.Output));
        layers += graph.Layers.Count;
    }

    private void AppendStage(StagePlan stage)
    {
        // What passes the stage by is computed before its units, and stands behind them in the state_dict.
        var place = parts.Count;
        foreach (var run in stage.Runs)
        {
            var unit = GraphFuser.Fuse(run.Unit.Graph, 0);
            parts.Add(new FusedPart(stage.Key, layers, unit.Layers, run.Count, units + 1, unit.Steps, unit.Output));
            layers += unit.Layers.Count * run.Count;
            units += run.Count;
        }

        if (stage.Around is { } around)
        {
            var name = stage.Key + ".around";
            var fused = GraphFuser.Fuse(around, 0);
            parts.Insert(place, new FusedPart(name, layers, fused.Layers, 1, 0, Kept(fused, around.Input), 0));
            layers += fused.Layers.Count;
            parts.Add(new FusedPart(name, layers, ListOf<string>(), 1, 0, ListOf(Joined(stage.UnitOutput)), 0));
        }

        if (stage.Transition is { } transition)
        {
            Append(stage.Key + ".transition", GraphFuser.Fuse(transition, 0));
        }
    }

    /// <summary>The steps, with what they give in <see cref="Buffers.Kept"/>; for no steps, a copy of what the stage takes, which its units write over.</summary>
    private static EquatableArray<FusedStep> Kept(FusedGraph graph, Shape input) => graph.Steps.Count == 0
        ? ListOf(new FusedStep(new Scaling(0, input, 1), null, ListOf(0), Buffers.Kept, input))
        : graph.Steps.Select((step, i) => i == graph.Steps.Count - 1 ? step with { To = Buffers.Kept } : step).ToEquatableArray();

    private static FusedStep Joined(Shape shape) => new(new Add(0, 0, shape), null, ListOf(0, Buffers.Kept), 0, shape);
}
