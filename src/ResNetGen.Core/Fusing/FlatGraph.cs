using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Fusing;

/// <summary>A <see cref="Graph"/> as inference sees it: sequences taken apart, branches as the one convolution that does the same, and nothing that does nothing.</summary>
internal sealed class FlatGraph
{
    private readonly Shape input;
    private readonly List<FlatOperation> operations = [];

    public FlatGraph(Graph graph)
    {
        input = graph.Input;
        var values = new int[graph.Operations.Count + 1];
        for (var i = 0; i < graph.Operations.Count; i++)
        {
            var operation = graph.Operations[i];
            values[i + 1] = Append(operation, operation.Key, operation.Inputs.Select(value => values[value]).ToList());
        }

        Output = values[graph.Operations.Count];
    }

    /// <summary>The operations, in order: the one at i makes value i + 1.</summary>
    public IReadOnlyList<FlatOperation> Operations => operations;

    /// <summary>The value that the graph gives.</summary>
    public int Output { get; }

    /// <summary>The shape of a value.</summary>
    public Shape ShapeOf(int value) => value == 0 ? input : operations[value - 1].Operation.Output;

    /// <summary>The only operation that takes a value, and takes it once; null where others do, or whoever takes what the graph gives.</summary>
    public int? OnlyTakerOf(int value)
    {
        var takers = Enumerable.Range(0, operations.Count).SelectMany(i => operations[i].Inputs.Where(input => input == value).Select(_ => i)).Take(2).ToList();
        return value != Output && takers.Count == 1 ? takers[0] : null;
    }

    private int Append(Operation operation, string? layer, IReadOnlyList<int> inputs)
    {
        switch (operation)
        {
            case Dropout or Pool { Kernel: 1, Stride: 1 }:
                return inputs[0];

            case Sequence sequence:
                return Enumerable.Range(0, sequence.Steps.Count).Aggregate(
                    inputs[0], (value, i) => Append(sequence.Steps[i], layer + "." + sequence.KeyOf(i), [value]));

            case BranchConvolution b:
                return Append(
                    new Convolution(
                        b.Name, b.Input, b.Output, b.InChannels, b.OutChannels, b.Kernel, b.Stride, b.Dilation, b.IsPadded, b.Splits && !b.Adds ? b.Branches : 1, b.HasBias),
                    layer,
                    inputs);

            default:
                operations.Add(new FlatOperation(operation, operation.Tensors.Count > 0 ? layer : null, inputs));
                return operations.Count;
        }
    }
}
