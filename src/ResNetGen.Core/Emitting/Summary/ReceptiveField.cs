using System;
using System.Linq;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.Summary;

/// <summary>How much of the image one position of a feature map depends on, as if the image had no borders.</summary>
internal static class ReceptiveField
{
    /// <summary>Rows and columns at the last feature map.</summary>
    public static long Of(NetworkPlan plan)
    {
        var reach = After(plan.Stem, new Reach(1, 1));
        foreach (var run in plan.Stages.SelectMany(s => s.Runs))
        {
            // Equal units add equally: their stride is 1 where there are several.
            var after = After(run.Unit.Graph, reach);
            reach = after with { Size = reach.Size + (run.Count * (after.Size - reach.Size)) };
        }

        return reach.Size;
    }

    private static Reach After(Graph graph, Reach before)
    {
        var reaches = new Reach[graph.Operations.Count + 1];
        reaches[0] = before;
        for (var i = 0; i < graph.Operations.Count; i++)
        {
            var operation = graph.Operations[i];
            var widest = operation.Inputs.Select(v => reaches[v]).Aggregate((a, b) => new Reach(Math.Max(a.Size, b.Size), Math.Max(a.Step, b.Step)));
            reaches[i + 1] = operation switch
            {
                Convolution c => new Reach(widest.Size + ((c.Kernel - 1) * widest.Step), widest.Step * c.Stride),
                Subsample s => widest with { Step = widest.Step * s.Stride },
                _ => widest,
            };
        }

        return reaches[reaches.Length - 1];
    }

    /// <param name="Size">Rows and columns of the image that one position depends on.</param>
    /// <param name="Step">Rows or columns of the image between two positions.</param>
    private readonly record struct Reach(long Size, long Step);
}
