using System.Collections.Generic;
using ResNetGen.Core.Values;
using RunTime = ResNetGen.Engine.Graphs;

namespace ResNetGen.Generator.Tests.Graphs;

/// <summary>An operation of a network's graph as far as its plan tells: the values that it reads, and the shape of its own.</summary>
/// <param name="Kind">The name of the run-time operation.</param>
/// <param name="Inputs">The numbers of the values that it reads.</param>
/// <param name="Output">The shape of its value.</param>
internal sealed record PlannedValue(string Kind, EquatableArray<int> Inputs, FeatureShape Output)
{
    /// <summary>The operations of a graph at run time.</summary>
    public static IEnumerable<PlannedValue> Of(RunTime.NetworkGraph graph)
    {
        for (var i = 0; i < graph.Operations.Count; i++)
        {
            var operation = graph.Operations[i];
            yield return new PlannedValue(operation.GetType().Name, operation.Inputs.ToEquatableArray(), graph.Shapes[i + 1]);
        }
    }
}
