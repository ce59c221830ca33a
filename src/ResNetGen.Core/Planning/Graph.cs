using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning.Operations;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Planning;

/// <summary>
/// Operations in the order in which they are computed, over numbered values: 0 is the input, i + 1 what operation i makes, the last the output.
/// </summary>
/// <param name="Input">The shape of value 0.</param>
/// <param name="Operations">The operations.</param>
public sealed record Graph(Shape Input, EquatableArray<Operation> Operations)
{
    /// <summary>The shape of the last value.</summary>
    public Shape Output => ShapeOf(Operations.Count);

    /// <summary>How many numbers are trained.</summary>
    public long Parameters => Operations.Aggregate(0L, (sum, o) => Count.Sum(sum, o.Parameters));

    /// <summary>Multiply-adds for one image.</summary>
    public long MultiplyAdds => Operations.Aggregate(0L, (sum, o) => Count.Sum(sum, o.MultiplyAdds));

    /// <summary>The operations with a key: the layers, in the order of the state_dict.</summary>
    public IEnumerable<Operation> Layers => Operations.Where(o => o.Key is not null);

    /// <summary>All operations, with the layers of sequences one by one.</summary>
    public IEnumerable<Operation> Parts => Operations.SelectMany(o => o.Parts);

    /// <summary>The pools, those of sequences too, each with the shape that it takes.</summary>
    public IEnumerable<(Pool Pool, Shape Input)> Pools
    {
        get
        {
            foreach (var operation in Operations)
            {
                var input = ShapeOf(operation.Inputs[0]);
                foreach (var part in operation.Parts)
                {
                    if (part is Pool pool)
                    {
                        yield return (pool, input);
                    }

                    input = part.Output;
                }
            }
        }
    }

    /// <summary>The state_dict in its order, keyed within this graph.</summary>
    public IEnumerable<TensorPlan> Tensors => TensorsBehind("", name => name);

    /// <summary>The state_dict in its order, keyed from outside this graph.</summary>
    /// <param name="before">What all keys begin with.</param>
    /// <param name="keyOf">The key of the layer of a name.</param>
    public IEnumerable<TensorPlan> TensorsBehind(string before, Func<string, string> keyOf) =>
        Layers.SelectMany(layer => layer.Tensors.Select(tensor => tensor with { Key = before + keyOf(layer.Key!) + "." + tensor.Key }));

    /// <summary>The operation that makes a value; null for the input.</summary>
    public Operation? MakerOf(int value) => value == 0 ? null : Operations[value - 1];

    /// <summary>The shape of a value.</summary>
    public Shape ShapeOf(int value) => MakerOf(value)?.Output ?? Input;

    /// <summary>How many times operations take a value.</summary>
    public int UsesOf(int value)
    {
        var uses = 0;
        foreach (var operation in Operations.Items)
        {
            foreach (var input in operation.Inputs.Items)
            {
                uses += input == value ? 1 : 0;
            }
        }

        return uses;
    }

    /// <summary>The number of the value that an operation of this graph makes.</summary>
    public int NumberOf(Operation operation) => Enumerable.Range(1, Operations.Count).First(value => ReferenceEquals(Operations[value - 1], operation));

    /// <summary>Whether a value is made of another, or is that value.</summary>
    public bool Needs(int value, int other) => value == other || (MakerOf(value) is { } maker && maker.Inputs.Any(input => Needs(input, other)));

    /// <summary>
    /// Whether an operation may write its result over its first input: that is no one else's, and no gradient needs it.
    /// </summary>
    public bool MayOverwrite(Operation operation)
    {
        if (operation is Activation { CanOverwrite: false })
        {
            return false;
        }

        var input = operation.Inputs[0];
        return MakerOf(input) is { NeedsResultForGradient: false } && UsesOf(input) == 1;
    }

    /// <summary>The graph without shapes and arguments: equal for units of one structure.</summary>
    public Graph AsStructure() => new(default, Operations.Select(o => o.AsStructure()).ToEquatableArray());
}
