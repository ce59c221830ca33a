using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;
using ResNetGen.Core.Values;

namespace ResNetGen.Generator.Tests.Graphs;

/// <summary>The operations of a whole network, put together from its plan: what its graph has to be.</summary>
internal sealed class PlannedGraph
{
    private readonly List<PlannedValue> values = [];

    private PlannedGraph(NetworkPlan plan)
    {
        var value = Add(plan.Stem, 0);
        foreach (var stage in plan.Stages)
        {
            var input = value;
            var units = stage.Runs.SelectMany(run => Enumerable.Repeat(run.Unit.Graph, run.Count));
            value = units.Aggregate(value, (from, unit) => Add(unit, from));
            if (stage.Around is not null)
            {
                value = Add(nameof(Add), [value, Add(stage.Around, input)], stage.UnitOutput);
            }

            value = stage.Transition is null ? value : Add(stage.Transition, value);
        }

        Add(plan.Head, value);
    }

    /// <summary>The operations of a plan's network.</summary>
    public static IReadOnlyList<PlannedValue> Of(NetworkPlan plan) => new PlannedGraph(plan).values;

    private int Add(Graph graph, int input)
    {
        var numbers = new int[graph.Operations.Count + 1];
        numbers[0] = input;
        for (var i = 0; i < graph.Operations.Count; i++)
        {
            var operation = graph.Operations[i];
            numbers[i + 1] = operation is Sequence sequence
                ? sequence.Steps.Aggregate(numbers[sequence.Input], (from, step) => Add(step, [from]))
                : Add(operation, [.. operation.Inputs.Select(value => numbers[value])]);
        }

        return numbers[^1];
    }

    private int Add(Operation operation, int[] inputs) => operation switch
    {
        Pool { Kernel: 1, Stride: 1 } => inputs[0],
        Concatenation => Add("Concatenate", [inputs[1], inputs[0]], operation.Output),
        _ => Add(KindOf(operation), inputs, operation.Output),
    };

    private int Add(string kind, int[] inputs, Shape output)
    {
        values.Add(new PlannedValue(kind, inputs.ToEquatableArray(), new FeatureShape(output.Channels, output.Height, output.Width)));
        return values.Count;
    }

    private static string KindOf(Operation operation) => operation switch
    {
        Convolution or BranchConvolution => "Conv2d",
        Norm { IsGroup: true } => "GroupNorm",
        Norm => "BatchNorm",
        Core.Planning.Operations.Activation or Sigmoid => "ActivationLayer",
        Mean or Maximum => "GlobalPool",
        SpatialPadding => "ZeroPad",
        ChannelPadding => "PadChannels",
        Scaling => "Scale",
        _ => operation.GetType().Name,
    };
}
