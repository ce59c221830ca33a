using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Cli.Specs;
using ResNetGen.Core.Families;
using ResNetGen.Core.Planning;
using ResNetGen.Weights;

namespace ResNetGen.Cli.Networks;

/// <summary>What to say of weights that may be for another network with the same keys and shapes, such as ResNet-50 v1 and v1.5.</summary>
internal static class VariantNote
{
    /// <summary>A sentence; null where there is nothing to say.</summary>
    public static string? Of(SpecFile spec, LoadResult result) => result.Variant switch
    {
        VariantMatch.Different => $"these weights were written by a network that computes otherwise ({string.Join("; ", result.Differences)}).",
        VariantMatch.Unknown when TwinsOf(spec) is { Count: > 0 } twins =>
            $"the file does not say which network it is for, and {string.Join(", ", twins)} {(twins.Count == 1 ? "has" : "have")} the same keys and shapes and {(twins.Count == 1 ? "computes" : "compute")} otherwise; taken as {spec.Name}.",
        _ => null,
    };

    private static List<string> TwinsOf(SpecFile spec)
    {
        var (plan, keys) = (spec.Plan, KeysOf(spec.Plan).ToList());
        return
        [
            .. FamilyTable.Names.Where(name => SpecFile.OfFamily(name).Compiled.Plan is { } family
                && family.Depth == plan.Depth && family.Variant != plan.Variant && KeysOf(family).SequenceEqual(keys)),
        ];
    }

    /// <summary>All that keys and shapes show, but for the number of classes.</summary>
    private static IEnumerable<string> KeysOf(NetworkPlan plan) => plan.Tensors
        .Where(tensor => plan.Classifier is null || !tensor.Key.StartsWith(plan.Classifier + ".", StringComparison.Ordinal))
        .Select(tensor => $"{tensor.Key} {string.Join(' ', tensor.Dimensions)}");
}
