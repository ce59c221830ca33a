using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Specs;

namespace ResNetGen.Core.Checking;

/// <summary>Finds networks that no machine holds: more parameters, or numbers in one feature map, than a 32-bit integer counts.</summary>
internal static class SizeCheck
{
    public static IEnumerable<Finding> Find(NetworkSpec spec, NetworkPlan plan)
    {
        if (plan.Parameters > int.MaxValue)
        {
            var isClassifier = plan.Head.Parameters > plan.Parameters / 2;
            var cause = (isClassifier ? spec.Classes?.Place : spec.Depth?.Place) ?? spec.Place;
            yield return new Finding(FindingCatalogue.TooLarge, cause, "The network", plan.Parameters, "parameters");
        }

        var graphs = plan.Stages.SelectMany(s => s.Runs).Select(r => r.Unit.Graph).Prepend(plan.Stem).Append(plan.Head);
        var largest = graphs.Max(graph => Enumerable.Range(0, graph.Operations.Count + 1).Max(value => LengthOf(graph.ShapeOf(value))));
        if (largest > int.MaxValue)
        {
            var place = Whole(spec.Input) ?? spec.Place;
            yield return new Finding(FindingCatalogue.TooLarge, place, "A feature map of one image", largest, "numbers");
        }
    }

    private static long LengthOf(Shape shape) => Count.Product(shape.Channels, shape.Positions);

    private static Place? Whole(WrittenShape? input)
    {
        if (input is null)
        {
            return null;
        }

        var first = input.Channels.Place;
        var last = input.Width.Place;
        return first with
        {
            Length = Math.Max(last.Start + last.Length - first.Start, first.Length),
            EndLine = last.EndLine,
            EndColumn = last.EndColumn,
        };
    }
}
