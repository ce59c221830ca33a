using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Planning;

/// <summary>A network, checked: every operation with its shapes, keys and costs. All that is made of a specification is made of this.</summary>
/// <param name="Version">1 for post-activation, 2 for pre-activation, 0 for others.</param>
/// <param name="Depth">The convolutions on the longest path, and the classifier.</param>
/// <param name="Stem">From the image to the first stage.</param>
/// <param name="Stages">The stages.</param>
/// <param name="Head">From the last stage to the scores.</param>
/// <param name="HeadKind">What the head gives.</param>
/// <param name="Start">How weights start.</param>
/// <param name="Decay">L2 per kind of layer, for whoever trains.</param>
/// <param name="Survival">Stochastic depth, or null where every unit is always computed.</param>
/// <param name="KeyPatterns">The keys of the state_dict where parts are not called so; null where each part's name is its key.</param>
/// <param name="Target">The kind of class to write.</param>
/// <param name="Variant">What weights do not show of it: <see cref="Planning.Variant"/>.</param>
public sealed record NetworkPlan(
    int Version,
    int Depth,
    Graph Stem,
    EquatableArray<StagePlan> Stages,
    Graph Head,
    HeadKind HeadKind,
    StartDesign Start,
    DecayDesign Decay,
    SurvivalDesign? Survival,
    KeyPatterns? KeyPatterns,
    NetworkTarget Target,
    string Variant)
{
    /// <summary>The shape of one image.</summary>
    public Shape Input => Stem.Input;

    /// <summary>What the network gives for one image: scores, a latent vector or a feature map.</summary>
    public Shape Output => Head.Output;

    /// <summary>How many scores there are for an image; 0 where the network gives something else.</summary>
    public int Classes => HeadKind == HeadKind.Classifier ? Output.Channels : 0;

    /// <summary>What it gives in words: <c>10 scores</c>.</summary>
    public string Result => HeadKind switch
    {
        HeadKind.Classifier => FormattableString.Invariant($"{Classes} scores"),
        HeadKind.Encoder => $"a vector of {Output}",
        _ => $"feature maps of {Output}",
    };

    /// <summary>How many units there are.</summary>
    public long Units => Stages.Sum(s => (long)s.Units);

    /// <summary>The graphs of the network itself: stem, what stands beside and behind stages, head.</summary>
    public IEnumerable<Graph> OuterGraphs => Stages.SelectMany(s => s.Beside).Prepend(Stem).Append(Head);

    /// <summary>One unit of each structure, in the order in which the structures come up.</summary>
    public IReadOnlyList<UnitPlan> Structures =>
        Stages.SelectMany(s => s.Runs).Select(r => r.Unit).GroupBy(u => u.Structure, StringComparer.Ordinal).Select(g => g.First()).ToList();

    /// <summary>All graphs, each unit's once a run, in order.</summary>
    public IEnumerable<Graph> Graphs => Stages
        .SelectMany(s => s.Runs.Select(r => r.Unit.Graph).Concat(s.Beside)).Prepend(Stem).Append(Head);

    /// <summary>How many numbers are trained. Running statistics are not counted.</summary>
    public long Parameters =>
        Stages.Aggregate(Count.Sum(Stem.Parameters, Head.Parameters), (sum, stage) => Count.Sum(sum, stage.Parameters));

    /// <summary>Multiply-adds of convolutions and linear layers for one image.</summary>
    public long MultiplyAdds =>
        Stages.Aggregate(Count.Sum(Stem.MultiplyAdds, Head.MultiplyAdds), (sum, stage) => Count.Sum(sum, stage.MultiplyAdds));

    /// <summary>The state_dict in its order, with whole keys. Its length grows with depth.</summary>
    public IEnumerable<TensorPlan> Tensors => KeyPatterns switch
    {
        null => TensorsBy(name => name, UnitsByName()),
        { IsNumbered: true } => NumberedTensors(),
        var keys => TensorsBy(keys.OfOuterLayer, keys.OfUnits(Stages.Select(s => s.Units))),
    };

    /// <summary>The key of the linear layer that gives the scores; null where the network gives something else.</summary>
    public string? Classifier => Classes == 0 ? null : OuterKeys[Head.Layers.Last().Key!];

    /// <summary>The keys of the network's own layers, by their names. Where keys are numbers, its cost grows with depth.</summary>
    public IReadOnlyDictionary<string, string> OuterKeys
    {
        get
        {
            var numbers = new LayerNumbers();
            var keys = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (graph, isUnit) in KeyPatterns is { IsNumbered: true } ? GraphsInOrder() : OuterGraphs.Select(graph => (graph, false)))
            {
                foreach (var layer in graph.Layers)
                {
                    var key = KeyPatterns switch
                    {
                        null => layer.Key!,
                        { IsNumbered: true } => numbers.Next(KeyPatterns.KindOf(layer)),
                        var patterns => patterns.OfOuterLayer(layer.Key!),
                    };
                    if (!isUnit)
                    {
                        keys.Add(layer.Key!, key);
                    }
                }
            }

            return keys;
        }
    }

    /// <summary>The tensors under patterns of keys.</summary>
    /// <param name="outerKeyOf">The key of a layer of the network itself.</param>
    /// <param name="units">What the keys of each unit's layers begin with.</param>
    private IEnumerable<TensorPlan> TensorsBy(Func<string, string> outerKeyOf, IEnumerable<string> units)
    {
        using var unit = units.GetEnumerator();
        foreach (var (graph, isUnit) in GraphsInOrder())
        {
            if (isUnit)
            {
                unit.MoveNext();
            }

            foreach (var tensor in isUnit ? graph.TensorsBehind(unit.Current, KeyPatterns is { } keys ? keys.OfUnitLayer : name => name) : graph.TensorsBehind("", outerKeyOf))
            {
                yield return tensor;
            }
        }
    }

    private IEnumerable<TensorPlan> NumberedTensors()
    {
        var numbers = new LayerNumbers();
        foreach (var layer in GraphsInOrder().SelectMany(g => g.Graph.Layers))
        {
            var key = numbers.Next(KeyPatterns.KindOf(layer));
            foreach (var tensor in layer.Tensors)
            {
                yield return tensor with { Key = key + "." + tensor.Key };
            }
        }
    }

    private IEnumerable<string> UnitsByName() =>
        Stages.SelectMany(stage => Enumerable.Range(0, stage.Units).Select(unit => stage.Key + "." + unit.ToString(CultureInfo.InvariantCulture) + "."));

    private IEnumerable<(Graph Graph, bool IsUnit)> GraphsInOrder() => Stages
        .SelectMany(stage => stage.Runs.SelectMany(run => Enumerable.Repeat((run.Unit.Graph, true), run.Count)).Concat(stage.Beside.Select(graph => (graph, false))))
        .Prepend((Stem, false))
        .Append((Head, false));
}
