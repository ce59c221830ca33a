using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Checking;

/// <summary>Finds networks that no machine holds: more parameters, or numbers in one feature map, than a 32-bit integer counts.</summary>
internal static class SizeCheck
{
    public static IEnumerable<Finding> Find(SpecPlaces places, Architecture architecture, NetworkPlan plan)
    {
        for (var i = 0; i < architecture.Stages.Count; i++)
        {
            var stage = architecture.Stages[i];
            if (stage.Shortcut.Plain == PlainShortcut.Concatenate && stage.Units > StagePlanner.MostGrowing)
            {
                yield return new Finding(
                    FindingCatalogue.TooLarge, places.OfStage(i, StageOptions.Units, NetworkOptions.Depth), PartPlaces.NameOf(i), stage.Units, "units that concatenate", StagePlanner.MostGrowing);
                yield break;
            }
        }

        if (plan.Parameters > int.MaxValue)
        {
            var isClassifier = plan.Head.Parameters > plan.Parameters / 2;
            var cause = places.Of(isClassifier ? NetworkOptions.Classes : NetworkOptions.Depth);
            yield return new Finding(FindingCatalogue.TooLarge, cause, "The network", plan.Parameters, "parameters", int.MaxValue);
        }

        var largest = plan.Graphs.Max(graph => Enumerable.Range(0, graph.Operations.Count + 1).Max(value => LengthOf(graph.ShapeOf(value))));
        if (largest > int.MaxValue)
        {
            yield return new Finding(FindingCatalogue.TooLarge, places.Of(NetworkOptions.Input), "A feature map of one image", largest, "numbers", int.MaxValue);
        }
    }

    private static long LengthOf(Shape shape) => Count.Product(shape.Channels, shape.Positions);
}
