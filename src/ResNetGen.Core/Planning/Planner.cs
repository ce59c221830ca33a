using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning.Operations;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Planning;

/// <summary>Makes the plan of an architecture for images of one shape.</summary>
public sealed class Planner
{
    private readonly Architecture architecture;
    private readonly LayerKeys keys;

    private Planner(Architecture architecture)
    {
        this.architecture = architecture;
        keys = new LayerKeys(architecture.Keys);
    }

    /// <summary>The plan. That of an architecture with errors only stands in for the network's, so that its class has members.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="input">The shape of one image; every size is at least 1.</param>
    public static NetworkPlan Plan(Architecture architecture, Shape input) => new Planner(architecture).Plan(input);

    private NetworkPlan Plan(Shape input)
    {
        var stem = StemPlanner.Plan(architecture, input, keys);
        var stages = new List<StagePlan>();
        var shape = stem.Output;
        for (var i = 0; i < architecture.Stages.Count; i++)
        {
            var stage = new StagePlanner(architecture, i, keys).Plan(shape);
            stages.Add(stage);
            shape = stage.Output;
        }

        var head = HeadPlanner.Plan(architecture, shape, keys);
        return new NetworkPlan(
            architecture.Version,
            Depth(stem, stages, head),
            stem,
            UnitNames.Distinguish(stages).ToEquatableArray(),
            head,
            architecture.Head.Kind,
            architecture.Start,
            architecture.Decay,
            architecture.Survival,
            KeyPatterns.Of(architecture),
            architecture.Target,
            Variant.Of(architecture));
    }

    private static int Depth(Graph stem, IEnumerable<StagePlan> stages, Graph head) =>
        (int)Math.Min(int.MaxValue, LongestPath(stem) + LongestPath(head) + stages.Sum(Depth));

    private static long Depth(StagePlan stage) =>
        stage.Runs.Sum(r => (long)r.Count * LongestPath(r.Unit.Graph)) + (stage.Transition is null ? 0 : LongestPath(stage.Transition));

    /// <summary>The most convolutions and linear layers between a graph's input and its output.</summary>
    private static int LongestPath(Graph graph)
    {
        var layers = new int[graph.Operations.Count + 1];
        for (var i = 0; i < graph.Operations.Count; i++)
        {
            var operation = graph.Operations[i];
            layers[i + 1] = operation.Inputs.Max(v => layers[v]) + operation.Parts.Count(p => p is Convolution or BranchConvolution or Linear);
        }

        return layers[layers.Length - 1];
    }
}
