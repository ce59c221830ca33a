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
        foreach (var stage in plan.Stages)
        {
            foreach (var run in stage.Runs)
            {
                // Equal units add equally: their stride is 1 where there are several.
                var after = After(run.Unit.Graph, reach);
                reach = after with { Size = reach.Size + (run.Count * (after.Size - reach.Size)) };
            }

            reach = stage.Transition is null ? reach : After(stage.Transition, reach);
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
            reaches[i + 1] = operation.Parts.Aggregate(widest, After);
        }

        return reaches[reaches.Length - 1];
    }

    private static Reach After(Reach before, Operation operation) => operation switch
    {
        Convolution c => before.Window(c.Reach, c.Stride),
        BranchConvolution b => before.Window(b.Reach, b.Stride),
        Pool p => before.Window(p.Kernel, p.Stride),
        Subsample s => before.Window(1, s.Stride),
        _ => before,
    };

    /// <param name="Size">Rows and columns of the image that one position depends on.</param>
    /// <param name="Step">Rows or columns of the image between two positions.</param>
    private readonly record struct Reach(long Size, long Step)
    {
        public Reach Window(long kernel, int stride) => new(Size + ((kernel - 1) * Step), Step * stride);
    }
}
