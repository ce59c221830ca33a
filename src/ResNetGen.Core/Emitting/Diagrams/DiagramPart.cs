using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.Diagrams;

/// <summary>A part of a network of which the layers are drawn.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Lines">Where it stands, or what it takes and gives.</param>
/// <param name="Graph">Its layers.</param>
/// <param name="Text">How their numbers are written.</param>
internal sealed record DiagramPart(string Title, IReadOnlyList<string> Lines, Graph Graph, Func<Quantity, string> Text)
{
    /// <summary>The stem, each structure of unit once, what stands beside and behind stages, the head. Their number does not grow with depth.</summary>
    public static IEnumerable<DiagramPart> Of(NetworkPlan plan)
    {
        yield return Of("stem", plan.Stem);
        foreach (var use in StructureUse.Of(plan))
        {
            yield return new DiagramPart(use.Unit.Structure, use.PlaceTexts().ToList(), use.Unit.Graph, use.Text);
        }

        foreach (var stage in plan.Stages)
        {
            if (stage.Around is { Operations.Count: > 0 } around)
            {
                yield return Of("shortcut around " + stage.Key, around);
            }

            if (stage.Transition is { } transition)
            {
                yield return Of("transition behind " + stage.Key, transition);
            }
        }

        if (plan.Head.Operations.Count > 0)
        {
            yield return Of("head", plan.Head);
        }
    }

    private static DiagramPart Of(string title, Graph graph) => new(title, [$"{LayerText.Of(graph.Input)} → {LayerText.Of(graph.Output)}"], graph, LayerText.Value);
}
