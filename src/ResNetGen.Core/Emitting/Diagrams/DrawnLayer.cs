using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.Diagrams;

/// <summary>A layer of a diagram.</summary>
/// <param name="Operation">The layer; no sequence.</param>
/// <param name="Key">Its key within its unit or the network, or null.</param>
internal sealed record DrawnLayer(Operation Operation, string? Key)
{
    /// <summary>The layers of a graph that is a chain, in order: a stem, a head, a transition.</summary>
    public static IReadOnlyList<DrawnLayer> Of(Graph graph) => graph.Operations.SelectMany(Of).ToList();

    /// <summary>An operation, or the layers of a sequence, without those that do nothing.</summary>
    public static IEnumerable<DrawnLayer> Of(Operation operation) => operation is Sequence sequence
        ? sequence.Steps.Select((step, i) => new DrawnLayer(step, step.Tensors.Count == 0 ? null : sequence.Name + "." + sequence.KeyOf(i))).Where(DoesSomething)
        : new[] { new DrawnLayer(operation, operation.Key) }.Where(DoesSomething);

    // A pool of one position that does not move keeps only a place among the keys.
    private static bool DoesSomething(DrawnLayer layer) => layer.Operation is not Pool { Kernel: 1, Stride: 1 };
}
