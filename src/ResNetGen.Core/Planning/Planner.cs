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

    /// <summary>
    /// The plan. What <see cref="Unplanned"/> finds in the architecture is left out of it: such a plan only stands in for the network's, so that its
    /// class has members.
    /// </summary>
    /// <param name="architecture">The network.</param>
    /// <param name="input">The shape of one image; every size is at least 1.</param>
    public static NetworkPlan Plan(Architecture architecture, Shape input) => new Planner(architecture).Plan(input);

    private NetworkPlan Plan(Shape input)
    {
        var stem = Stem(input);
        var stages = new List<StagePlan>();
        var shape = stem.Output;
        for (var i = 0; i < architecture.Stages.Count; i++)
        {
            var stage = Stage(LayerKeys.Stage(i), architecture.Stages[i], shape);
            stages.Add(stage);
            shape = stage.Output;
        }

        var head = Head(shape);
        return new NetworkPlan(
            architecture.Version, Depth(stem, stages, head), stem, UnitNames.Distinguish(stages).ToEquatableArray(), head, architecture.Start);
    }

    private Graph Stem(Shape input)
    {
        var graph = new GraphBuilder(input, architecture.Layers);
        var design = architecture.Stem;
        var value = 0;
        var channels = new Quantity(input.Channels);
        for (var i = 0; i < design.Convolutions.Count; i++)
        {
            var convolution = design.Convolutions[i];
            var width = new Quantity(convolution.Width);
            if (i > 0)
            {
                value = graph.Activation(graph.Norm("norm", value, channels));
            }

            value = graph.Convolution(keys.StemConvolution, value, channels, width, convolution.Kernel, new Quantity(convolution.Stride), hasBias: design.Bias);
            channels = width;
        }

        value = graph.Sequence(keys.StemConvolution, 0, 0);
        value = design.Norm ? graph.Norm(keys.StemNorm, value, channels) : value;
        value = design.Activation ? graph.Activation(value) : value;
        value = graph.Dropout(value, design.Dropout);
        if (design.Pool is not null)
        {
            graph.Pool(value, design.Pool);
        }

        return graph.Build();
    }

    private StagePlan Stage(string key, StageDesign design, Shape input)
    {
        var units = new UnitPlanner(design, architecture.Layers, keys);
        var runs = new List<UnitRun>();
        var shape = input;
        var projects = design.Shortcut.FirstUnitProjects;
        if (projects || design.Unit.Bare || input.Channels != design.Width || design.Stride != 1)
        {
            var first = projects || input.Channels != design.Width || design.Stride != 1 ? units.Changing(input) : units.Plain(input, isFirst: true);
            runs.Add(new UnitRun(first, 1));
            shape = first.Graph.Output;
        }

        if (design.Units > runs.Count)
        {
            runs.Add(new UnitRun(units.Plain(shape, isFirst: false), design.Units - runs.Count));
        }

        return new StagePlan(key, runs.ToEquatableArray());
    }

    private Graph Head(Shape input)
    {
        var graph = new GraphBuilder(input, architecture.Layers);
        var design = architecture.Head;
        var value = design.Norm ? graph.Activation(graph.Norm(keys.HeadNorm, 0, new Quantity(input.Channels))) : 0;
        value = graph.Dropout(graph.Mean(value), design.Dropout);
        graph.Linear(keys.Classifier, value, new Quantity(Math.Max(1, design.Outputs)));
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
            layers[i + 1] = operation.Inputs.Max(v => layers[v]) + operation.Parts.Count(p => p is Convolution or Linear);
        }

        return layers[layers.Length - 1];
    }
}
