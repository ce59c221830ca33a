using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Core.Designing;
using ResNetGen.Core.Families;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Checking;

/// <summary>Says which depths there are near one that there is not.</summary>
internal sealed class DepthCheck
{
    // The depths of the networks for ImageNet that are depths of a version too.
    private static readonly Dictionary<int, string> ForImageNet = new()
    {
        [26] = "resnet26", [50] = "resnet50", [101] = "resnet101", [152] = "resnet152", [200] = "preresnet200",
    };

    private readonly SpecLayers layers;
    private readonly Func<DesignedNetwork, long> parameters;

    private DepthCheck(SpecLayers layers, Func<DesignedNetwork, long> parameters)
    {
        this.layers = layers;
        this.parameters = parameters;
    }

    /// <param name="layers">What is said.</param>
    /// <param name="parameters">The parameters of a network.</param>
    public static IEnumerable<Finding> Find(SpecLayers layers, Func<DesignedNetwork, long> parameters)
    {
        if (layers.Written[NetworkOptions.Depth] is not Setting<int> depth
            || layers.Find<int>(NetworkOptions.Version) is not { } version
            || Enumerable.Range(0, layers.Stages).All(i => layers.LayerOf(StageOptions.Units, i) == 0))
        {
            yield break;
        }

        var rule = new NetworkChoices(layers).Depths;
        if (!rule.Has(depth.Value))
        {
            yield return new DepthCheck(layers, parameters).Describe(rule, depth, version.Value);
        }
        else if (layers.Written[NetworkOptions.Version] is not null && ForImageNet.TryGetValue(depth.Value, out var name) && FamilyTable.Names.Contains(name))
        {
            yield return new Finding(FindingCatalogue.DepthTwoWays, depth.Place, Plain(depth.Value), rule.UnitsOf(depth.Value), name);
        }
    }

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    private Finding Describe(DepthRule rule, Setting<int> depth, int version)
    {
        var hint = "";
        if (layers.Written[NetworkOptions.Unit] is null && layers.Written[NetworkOptions.Version] is Setting<int> written)
        {
            var other = 3 - version;
            var otherRule = new NetworkChoices(FamilyTable.LayersOf(layers.Written.With(written with { Value = other }))).Depths;
            hint = otherRule.Has(depth.Value) ? FormattableString.Invariant($", and version {other}, of {otherRule.Formula}, has {depth.Value}") : "";
        }

        var nearest = rule.Near(depth.Value);
        var sized = string.Join(" and ", nearest.Select(Sized));
        var words = nearest.Count > 1 ? "the nearest are " + sized : (nearest[0] > depth.Value ? "the least is " : "the most is ") + sized;
        return new Finding(FindingCatalogue.DepthDoesNotFit, depth.Place, Plain(depth.Value), Plain(version), rule.Formula, words + hint)
        {
            Replacements = nearest.OrderBy(layersOf => Math.Abs((long)layersOf - depth.Value)).Select(Plain).ToEquatableArray(),
        };

        string Sized(int layersOf) => FormattableString.Invariant(
            $"{layersOf} ({parameters(Designer.Design(layers.With(layers.Written.With(depth with { Value = layersOf })))):N0} parameters)");
    }
}
