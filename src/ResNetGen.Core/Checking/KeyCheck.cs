using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Reading;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Checking;

/// <summary>Finds layers that a naming of keys speaks of and the network does not have, and layers whose keys are in each other's way.</summary>
internal sealed class KeyCheck
{
    private readonly SpecPlaces places;
    private readonly NetworkPlan plan;
    private readonly KeyPatterns patterns;

    private KeyCheck(SpecPlaces places, NetworkPlan plan, KeyPatterns patterns)
    {
        this.places = places;
        this.plan = plan;
        this.patterns = patterns;
    }

    public static IEnumerable<Finding> Find(SpecPlaces places, KeyDesign keys, NetworkPlan plan)
    {
        if (!keys.IsOwn || plan.KeyPatterns is not { } patterns)
        {
            return [];
        }

        var check = new KeyCheck(places, plan, patterns);
        var unknown = check.Unknown(KeyOptions.UnitLayers, check.UnitLayers, "layer of these units").Concat(check.Unknown(KeyOptions.Layers, check.OuterLayers, "layer outside units")).ToList();
        return unknown.Count > 0 ? unknown : check.Collisions().Take(1);
    }

    private IReadOnlyList<string> UnitLayers => plan.Stages.SelectMany(s => s.Runs).SelectMany(r => r.Unit.Graph.Layers).Select(l => l.Key!).Distinct().ToList();

    private IReadOnlyList<string> OuterLayers => plan.OuterGraphs.SelectMany(g => g.Layers).Select(l => l.Key!).Distinct().ToList();

    private IEnumerable<Finding> Unknown(Option option, IReadOnlyList<string> layers, string noun)
    {
        const int MostNames = 12;
        return places.KeysOf(option).Where(key => !layers.Contains(key.Layer)).Select(key => new Finding(
            FindingCatalogue.UnknownChoice,
            key.LayerPlace,
            ValueText.Shortened(key.Layer),
            noun,
            ValueText.Suggestion(Spelling.Nearest(key.Layer, layers), layers, MostNames, "there are", "and")));
    }

    private IEnumerable<Finding> Collisions()
    {
        var place = places.Of(KeyOptions.UnitLayers, KeyOptions.Layers, KeyOptions.Units, KeyOptions.Style, NetworkOptions.Family);
        var units = UnitLayers.Select(name => (Name: $"'{name}' of a unit", Key: patterns.OfUnitLayer(name))).ToList();
        var outer = OuterLayers.Select(name => (Name: $"'{name}'", Key: patterns.OfOuterLayer(name))).ToList();
        var front = patterns.Unit.Of(1, 0, 0);

        // What stands in front of the keys of a unit's layers tells units apart, so these are compared within one.
        var within = from pair in Pairs(units) where Touch(pair.First.Key, pair.Second.Key) select (Whole(pair.First), Whole(pair.Second));
        var outside = Pairs(outer).Where(pair => Touch(pair.First.Key, pair.Second.Key));
        var between = from unit in units from layer in outer where Touch(WithoutNumbers(front + unit.Key), WithoutNumbers(layer.Key)) select (layer, Whole(unit));
        return within.Concat(outside).Concat(between)
            .Select(pair => new Finding(FindingCatalogue.KeysCollide, place, pair.Item1.Name, pair.Item1.Key, pair.Item2.Name, pair.Item2.Key));

        (string Name, string Key) Whole((string Name, string Key) layer) => (layer.Name, front + layer.Key);
    }

    private static IEnumerable<(T First, T Second)> Pairs<T>(IReadOnlyList<T> items) => items.SelectMany((first, i) => items.Skip(i + 1).Select(second => (first, second)));

    /// <summary>Whether two keys are the same, or one is a level of the other.</summary>
    private static bool Touch(string first, string second) => (first + ".").StartsWith(second + ".", StringComparison.Ordinal) || (second + ".").StartsWith(first + ".", StringComparison.Ordinal);

    /// <summary>The key with one sign for each number, whatever it is: which numbers units have is not looked at.</summary>
    private static string WithoutNumbers(string key)
    {
        var text = new StringBuilder();
        foreach (var character in key)
        {
            var isDigit = character is >= '0' and <= '9';
            if (!isDigit || text.Length == 0 || text[text.Length - 1] != '#')
            {
                text.Append(isDigit ? '#' : character);
            }
        }

        return text.ToString();
    }
}
