using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Emitting.Summary;

/// <summary>A network as people look at it: a table of its parts. The rest, costs and keys, is in the plan.</summary>
/// <param name="Name">The name of the network's class.</param>
/// <param name="Plan">The network.</param>
/// <param name="Parts">The table's rows. Their number does not grow with depth.</param>
/// <param name="ReceptiveField">Rows and columns of the image that one position of the last feature map depends on, borders aside.</param>
public sealed record NetworkSummary(string Name, NetworkPlan Plan, EquatableArray<PartSummary> Parts, long ReceptiveField)
{
    /// <summary>The summary of a network.</summary>
    public static NetworkSummary Of(string name, NetworkPlan plan) => new(
        name,
        plan,
        PartsOf(plan.Stem).Concat(plan.Stages.SelectMany(PartsOf)).Concat(PartsOf(plan.Head)).ToEquatableArray(),
        Summary.ReceptiveField.Of(plan));

    private static IEnumerable<PartSummary> PartsOf(Graph graph) => graph.Layers.Select(layer =>
        new PartSummary(layer.Key!, NameOf(layer), 1, layer.Output, layer.Parameters, layer.MultiplyAdds));

    private static IEnumerable<PartSummary> PartsOf(StagePlan stage)
    {
        var rows = new List<PartSummary>();
        foreach (var run in stage.Runs)
        {
            var row = new PartSummary(
                rows.Count == 0 ? stage.Key : "", run.Unit.Structure, run.Count, run.Unit.Graph.Output, run.Parameters, run.MultiplyAdds);

            // Units that differ in their channels alone are one row, which shows what the last gives.
            if (rows.Count > 0 && rows[rows.Count - 1] is var before && before.Unit == row.Unit)
            {
                rows[rows.Count - 1] = row with
                {
                    Part = before.Part,
                    Times = before.Times + row.Times,
                    Parameters = before.Parameters + row.Parameters,
                    MultiplyAdds = before.MultiplyAdds + row.MultiplyAdds,
                };
            }
            else
            {
                rows.Add(row);
            }
        }

        return rows.Concat(stage.Beside.SelectMany(PartsOf));
    }

    private static string NameOf(Operation layer) => layer switch
    {
        Convolution convolution => $"conv {convolution.Kernel} x {convolution.Kernel}",
        Norm => "norm",
        Pool { Kind: PoolKind.Average } => "average pool",
        Sequence sequence => string.Join(", ", sequence.Steps.Where(s => s.Key is not null || s is Pool { Kernel: > 1 }).Select(NameOf)),
        _ => "linear",
    };
}
