using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designing;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Checking;

/// <summary>Finds what a network cannot be without.</summary>
internal static class MissingCheck
{
    public static IEnumerable<Finding> Find(NetworkSpec spec, SpecLayers layers)
    {
        // What is missing may stand behind an error of the text; what could not be read is there.
        if (!spec.IsWhole || IsUnread(NetworkOptions.Family) || IsUnread(NetworkOptions.Stages))
        {
            return [];
        }

        if (layers.Stages > 0)
        {
            return InStages(spec, layers);
        }

        // A version has stages. What is written needs one, or stages of its own.
        return new[] { Missing(spec, spec.Place, NetworkOptions.Version, PropertyText.Version), Missing(spec, spec.Place, NetworkOptions.Depth, PropertyText.Depth) }
            .Where((_, i) => layers.Written[i == 0 ? NetworkOptions.Version : NetworkOptions.Depth] is null);

        bool IsUnread(Option option) => layers.Written[option] is { IsRead: false };
    }

    private static IEnumerable<Finding> InStages(NetworkSpec spec, SpecLayers layers)
    {
        var choices = new NetworkChoices(layers);
        var lacking = Enumerable.Range(0, layers.Stages).Where(i =>
            StageDesigner.UnitsOf(layers, choices, i) is null && layers.WrittenOf(StageOptions.Units, i) is null).ToList();
        var isOfVersion = layers.LayerOf(NetworkOptions.Version) != SpecLayers.Nowhere;
        if (isOfVersion && lacking.Count == layers.Stages)
        {
            if (layers.Written[NetworkOptions.Depth] is null)
            {
                yield return Missing(spec, spec.Place, NetworkOptions.Depth, PropertyText.Depth);
            }
        }
        else
        {
            foreach (var finding in Missing(spec, layers, lacking, StageOptions.Units))
            {
                yield return finding;
            }
        }

        var narrow = Enumerable.Range(0, layers.Stages).Where(i => StageSizes.WidthOf(layers, i, choices.Units[i]) is null
            && layers.WrittenOf(StageOptions.Width, i) is null && layers.WrittenOf(StageOptions.Inner, i) is null).ToList();
        foreach (var finding in Missing(spec, layers, narrow, StageOptions.Width))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> Missing(NetworkSpec spec, SpecLayers layers, IReadOnlyCollection<int> stages, Option option)
    {
        var meaning = option.Meaning.Replace("it has", "a stage has");
        return spec.Form == SpecForm.Attribute
            ? stages.Take(1).Select(_ => Missing(spec, spec.Place, option, meaning))
            : stages.Select(i => new Finding(
                FindingCatalogue.PropertyMissing, layers.WrittenStage(i)?.Place ?? spec.Place, OptionGroup.Stage.Words, option.Json, meaning));
    }

    private static Finding Missing(NetworkSpec spec, Place place, Option option, string meaning) =>
        new(FindingCatalogue.PropertyMissing, place, OptionGroup.Network.Words, spec.NameOf(option), meaning);
}
