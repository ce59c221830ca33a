using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Planning;

/// <summary>Finds operations whose shapes cannot be.</summary>
public static class ShapeProblems
{
    /// <summary>The first such operation of each part of a plan, in the order of the network.</summary>
    public static IEnumerable<ShapeProblem> In(NetworkPlan plan)
    {
        var units = plan.Stages.SelectMany((stage, i) => stage.Runs.SelectMany(run => In(run.Unit.Graph, i, run.Unit.Structure).Take(1)));
        return In(plan.Stem, null, null).Take(1).Concat(units).Concat(In(plan.Head, null, null).Take(1));
    }

    private static IEnumerable<ShapeProblem> In(Graph graph, int? stage, string? unit)
    {
        foreach (var operation in graph.Operations)
        {
            var left = graph.ShapeOf(operation.Inputs[0]);
            if (operation is Add add && left != graph.ShapeOf(add.Shortcut))
            {
                yield return new ShapeProblem(ShapeProblemKind.SidesDiffer, stage, unit, add, left, graph.ShapeOf(add.Shortcut));
            }
            else if (operation is Convolution or Pool or Sequence && (operation.Output.Height < 1 || operation.Output.Width < 1))
            {
                yield return new ShapeProblem(ShapeProblemKind.NothingLeft, stage, unit, operation, left, operation.Output);
            }
        }
    }
}
