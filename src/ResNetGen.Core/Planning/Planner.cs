using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Families;
using ResNetGen.Core.Planning.Operations;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Planning;

/// <summary>Makes the plan of an architecture for images of one shape.</summary>
public static class Planner
{
    /// <summary>The plan.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="input">The shape of one image; every size is at least 1.</param>
    /// <param name="classes">How many scores; at least 1.</param>
    public static NetworkPlan Plan(Architecture architecture, Shape input, int classes)
    {
        var stem = Stem(architecture.Stem, input);
        var units = new UnitPlanner(architecture);
        var stages = new List<StagePlan>();
        var shape = stem.Output;
        foreach (var design in architecture.Stages)
        {
            var stage = Stage(design, units, shape);
            stages.Add(stage);
            shape = stage.Output;
        }

        var head = Head(architecture.Head, shape, classes);
        return new NetworkPlan(architecture.Version, Depth(stem, stages, head), stem, stages.ToEquatableArray(), head);
    }

    private static Graph Stem(StemDesign design, Shape input)
    {
        var graph = new GraphBuilder(input);
        var width = new Quantity(design.Width);
        var value = graph.Convolution(design.Convolution, 0, new Quantity(input.Channels), width, design.Kernel, new Quantity(1));
        if (design.Norm is not null)
        {
            graph.Activation(graph.Norm(design.Norm, value, width));
        }

        return graph.Build();
    }

    private static StagePlan Stage(StageDesign design, UnitPlanner units, Shape input)
    {
        if (input.Channels == design.Width && design.Stride == 1)
        {
            return new StagePlan(design.Key, EquatableArray.ListOf(new UnitRun(units.Identity(input, design.Inner), design.Units)));
        }

        var first = units.Changing(input, design.Inner, design.Width, design.Stride);
        var runs = new List<UnitRun> { new(first, 1) };
        if (design.Units > 1)
        {
            runs.Add(new UnitRun(units.Identity(first.Graph.Output, design.Inner), design.Units - 1));
        }

        return new StagePlan(design.Key, runs.ToEquatableArray());
    }

    private static Graph Head(HeadDesign design, Shape input, int classes)
    {
        var graph = new GraphBuilder(input);
        var value = design.Norm is null ? 0 : graph.Activation(graph.Norm(design.Norm, 0, new Quantity(input.Channels)));
        graph.Linear(design.Classifier, graph.Mean(value), new Quantity(classes));
        return graph.Build();
    }

    private static int Depth(Graph stem, IEnumerable<StagePlan> stages, Graph head) =>
        LongestPath(stem) + LongestPath(head) + stages.Sum(s => s.Runs.Sum(r => r.Count * LongestPath(r.Unit.Graph)));

    /// <summary>The most convolutions and linear layers between a graph's input and its output.</summary>
    private static int LongestPath(Graph graph)
    {
        var layers = new int[graph.Operations.Count + 1];
        for (var i = 0; i < graph.Operations.Count; i++)
        {
            var operation = graph.Operations[i];
            layers[i + 1] = operation.Inputs.Max(v => layers[v]) + (operation is Convolution or Linear ? 1 : 0);
        }

        return layers[layers.Length - 1];
    }
}
