using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designing;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Checking;

/// <summary>Finds networks that can be built and are likely not what is wanted.</summary>
internal sealed class AdviceCheck
{
    // ImageNet's stem leaves a quarter of each side; images of 64 x 64 are the smallest that it is used on.
    private const int SmallImage = 64;
    private const int LargeStemStride = 4;

    private readonly SpecPlaces places;
    private readonly DesignedNetwork network;
    private readonly NetworkPlan plan;

    private AdviceCheck(SpecPlaces places, DesignedNetwork network, NetworkPlan plan)
    {
        this.places = places;
        this.network = network;
        this.plan = plan;
    }

    public static IEnumerable<Finding> Find(SpecPlaces places, DesignedNetwork network, NetworkPlan plan)
    {
        var check = new AdviceCheck(places, network, plan);

        // What a stem leaves of a small image, stages leave one position of.
        var sizes = check.Stem().Concat(check.OnePixel()).Take(1);
        return sizes.Concat(check.Projections()).Concat(check.LeftOut()).Concat(check.Budget());
    }

    private IEnumerable<Finding> Stem()
    {
        var (input, output) = (plan.Input, plan.Stem.Output);
        var isSmall = input.Height < SmallImage && input.Width < SmallImage;
        if (isSmall && output.Height * LargeStemStride <= input.Height + LargeStemStride - 1 && input.Height > 1)
        {
            yield return new Finding(FindingCatalogue.LargeStem, PartPlaces.OfStem(places), output.Height, output.Width, input.Height, input.Width);
        }
    }

    private IEnumerable<Finding> OnePixel()
    {
        for (var i = 0; i < plan.Stages.Count; i++)
        {
            var (stage, kernel) = (plan.Stages[i], network.Architecture.Stages[i].Unit.Kernel);
            var last = stage.Runs[stage.Runs.Count - 1].Unit.Graph;
            if (last.Input is { Height: 1, Width: 1 } && kernel > 1)
            {
                yield return new Finding(FindingCatalogue.OnePixel, places.OfStage(i, StageOptions.Stride, NetworkOptions.Input), PartPlaces.NameOf(i), kernel);
            }
        }
    }

    private IEnumerable<Finding> Projections()
    {
        for (var i = 0; i < plan.Stages.Count; i++)
        {
            var stage = plan.Stages[i];
            var first = stage.Runs[0].Unit.Graph;
            if (first.Input == first.Output && places.Find(ShortcutOptions.First) is { } written && network.Architecture.Stages[i].Shortcut.FirstUnitProjects)
            {
                yield return new Finding(FindingCatalogue.ProjectionNotNeeded, written, PartPlaces.NameOf(i), first.Output);
            }

            if (network.Architecture.Stages[i].Around == StageShortcut.Projection && stage.UnitOutput == first.Input)
            {
                yield return new Finding(FindingCatalogue.ProjectionNotNeeded, places.OfStage(i, StageOptions.Around), PartPlaces.NameOf(i), stage.UnitOutput);
            }
        }
    }

    private IEnumerable<Finding> LeftOut()
    {
        var findings = LeftOut(plan.Stem, "The stem", PartPlaces.OfStem(places));
        for (var i = 0; i < plan.Stages.Count; i++)
        {
            var place = places.OfStage(i, ShortcutOptions.Kind, NetworkOptions.Input);
            var name = PartPlaces.NameOf(i);
            var graphs = plan.Stages[i].Runs.Select(r => r.Unit.Graph).Concat(plan.Stages[i].Beside);
            findings = findings.Concat(graphs.SelectMany(graph => LeftOut(graph, name, place)));
        }

        return findings.Concat(LeftOut(plan.Head, "The head", PartPlaces.OfHead(places))).GroupBy(f => f.Place).Select(g => g.First());
    }

    private static IEnumerable<Finding> LeftOut(Graph graph, string name, Place place) =>
        from pooled in graph.Pools
        let rows = Uncovered(pooled.Pool, pooled.Input.Height, pooled.Pool.Output.Height)
        let columns = Uncovered(pooled.Pool, pooled.Input.Width, pooled.Pool.Output.Width)
        where rows > 0 || columns > 0
        select new Finding(
            FindingCatalogue.PositionsLeftOut, place, name, pooled.Pool.Kernel, pooled.Pool.Stride, rows > 0 ? rows : columns, rows > 0 ? pooled.Input.Height : pooled.Input.Width, rows > 0 ? "rows" : "columns");

    // A pool of 1 x 1 with a stride leaves positions out by its nature.
    private static long Uncovered(Pool pool, int size, int windows) =>
        pool.Kernel < pool.Stride || pool.Ceiling ? 0 : size - (((windows - 1L) * pool.Stride) - pool.Padding + pool.Kernel);

    private IEnumerable<Finding> Budget()
    {
        if (network.Budget is not { } budget || plan.Parameters <= budget)
        {
            yield break;
        }

        var parts = plan.Stages.Select((stage, i) => (Name: PartPlaces.Lower(PartPlaces.NameOf(i)), stage.Parameters))
            .Prepend((Name: "the stem", plan.Stem.Parameters)).Append((Name: "the head", plan.Head.Parameters));
        var largest = parts.OrderByDescending(p => p.Parameters).First();
        yield return new Finding(
            FindingCatalogue.OverBudget, places.Of(NetworkOptions.Budget), plan.Parameters, budget, largest.Name, largest.Parameters * 100 / plan.Parameters);
    }
}
