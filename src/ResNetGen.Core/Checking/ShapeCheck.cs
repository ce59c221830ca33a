using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Checking;

/// <summary>Finds shapes that cannot be: sides of a sum that differ, and windows that nothing is left of.</summary>
internal sealed class ShapeCheck
{
    private readonly SpecPlaces places;
    private readonly NetworkPlan plan;

    private ShapeCheck(SpecPlaces places, NetworkPlan plan)
    {
        this.places = places;
        this.plan = plan;
    }

    /// <summary>The first such shape of each part of a plan, as far as none follows from another; of several for which one word is to blame, the first.</summary>
    public static IEnumerable<Finding> Find(SpecPlaces places, NetworkPlan plan)
    {
        var blamed = new HashSet<Place>();
        foreach (var finding in new ShapeCheck(places, plan).Parts().Select(p => p.FirstOrDefault()).OfType<Finding>())
        {
            if (blamed.Add(finding.Place))
            {
                yield return finding;
            }

            if (finding.Kind == FindingCatalogue.NothingLeft)
            {
                // The sizes of all behind it are made up.
                yield break;
            }
        }
    }

    private IEnumerable<IEnumerable<Finding>> Parts()
    {
        yield return Windows(plan.Stem, "The stem", PartPlaces.OfStem(places));
        for (var i = 0; i < plan.Stages.Count; i++)
        {
            yield return Stage(i);
        }

        yield return Windows(plan.Head, "The head", PartPlaces.OfHead(places));
    }

    private IEnumerable<Finding> Stage(int index)
    {
        var stage = plan.Stages[index];
        var name = PartPlaces.NameOf(index);
        var shortcut = places.OfStage(index, ShortcutOptions.Kind, StageOptions.Width);
        foreach (var graph in stage.Runs.Select(r => r.Unit.Graph))
        {
            foreach (var finding in Windows(graph, name, shortcut).Concat(Narrowed(graph, index, name)).Concat(Sums(graph, name, shortcut)))
            {
                yield return finding;
            }
        }

        if (stage.Around is not null && stage.Around.Output != stage.UnitOutput)
        {
            var place = places.OfStage(index, StageOptions.Around);
            yield return new Finding(FindingCatalogue.ShapesDoNotAdd, place, name, stage.UnitOutput, "over the stage " + stage.Around.Output, "projection");
        }

        if (stage.Transition is not null)
        {
            foreach (var finding in Windows(stage.Transition, "The transition behind " + PartPlaces.Lower(name), places.OfStage(index, NetworkOptions.Input)))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> Windows(Graph graph, string name, Place place) =>
        from pooled in graph.Pools
        where !pooled.Pool.Fits(pooled.Input)
        select new Finding(FindingCatalogue.NothingLeft, place, name, pooled.Pool.Kernel, pooled.Pool.Padding, pooled.Input);

    private IEnumerable<Finding> Narrowed(Graph graph, int index, string name) =>
        from padding in graph.Operations.OfType<ChannelPadding>()
        where padding.OutChannels < padding.InChannels
        let place = places.OfStage(index, StageOptions.Width, StageOptions.Inner, ShortcutOptions.Kind)
        select new Finding(FindingCatalogue.PaddingNarrows, place, name, padding.InChannels.Value, padding.OutChannels.Value);

    private static IEnumerable<Finding> Sums(Graph graph, string name, Place place)
    {
        foreach (var operation in graph.Operations)
        {
            var shortcut = operation switch
            {
                Add add => add.Shortcut,
                Concatenation join => join.Shortcut,
                Gate gate => gate.Shortcut,
                _ => -1,
            };
            if (shortcut < 0)
            {
                continue;
            }

            var (units, passed) = (graph.ShapeOf(operation.Inputs[0]), graph.ShapeOf(shortcut));
            var isWhole = operation is not Concatenation;
            if (units.Height == passed.Height && units.Width == passed.Width && (units.Channels == passed.Channels || !isWhole))
            {
                continue;
            }

            yield return units.Channels == passed.Channels && graph.Operations.Any(o => o is Pool { Ceiling: false })
                ? new Finding(FindingCatalogue.SizesRoundApart, place, name, graph.Input.Height, units.Height, passed.Height, graph.Input.Width, units.Width, passed.Width)
                : new Finding(FindingCatalogue.ShapesDoNotAdd, place, name, units, passed, "projection");
        }
    }
}
