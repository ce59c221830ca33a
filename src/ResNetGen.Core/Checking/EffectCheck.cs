using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designing;
using ResNetGen.Core.Families;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Checking;

/// <summary>
/// Finds what is written and changes nothing. It tries: an option has an effect if another value of it makes another network. So nothing that a
/// specification can say is passed over in silence.
/// </summary>
internal static class EffectCheck
{
    private static readonly Option[] Plain =
    [
        NetworkOptions.Schema, NetworkOptions.Class, NetworkOptions.Namespace, NetworkOptions.Description, NetworkOptions.Version, NetworkOptions.Depth,
        NetworkOptions.Input, NetworkOptions.Classes, NetworkOptions.Target,
    ];

    private const string OtherPattern = "{number}.{layer}";

    /// <param name="spec">What was read.</param>
    /// <param name="settings">What of it is in range.</param>
    /// <param name="network">What that comes to.</param>
    public static IEnumerable<Finding> Find(NetworkSpec spec, SettingGroup settings, DesignedNetwork network)
    {
        if (IsPlain(settings))
        {
            return [];
        }

        var idle = LeavesOf(settings)
            .Where(leaf => IsComparable(leaf.Setting))
            .Select(leaf => (leaf.Setting, IsIdle: AlternativesOf(leaf.Setting).All(other => Designer.Design(FamilyTable.LayersOf(leaf.Replace(other))) == network)))
            .ToList();

        // A list of an attribute has a value for every stage, also for those to which it means nothing.
        return idle
            .Where(leaf => leaf.IsIdle)
            .Select(leaf => leaf.Setting)
            .GroupBy(setting => (setting.Option, Item: IsList(setting) ? null : setting))
            .Where(group => !IsList(group.First()) || idle.Where(leaf => leaf.Setting.Option == group.Key.Option).All(leaf => leaf.IsIdle))
            .Select(group => Describe(group.First()));

        bool IsList(Setting setting) => spec.Form == SpecForm.Attribute && setting.Option.Owner == OptionGroup.Stage;
    }

    /// <summary>
    /// Whether a version, a depth and what every network has are all that is said: then each counts. Nearly every specification is so, and to try would
    /// cost more than all the rest of checking it.
    /// </summary>
    private static bool IsPlain(SettingGroup settings) =>
        settings[NetworkOptions.Version] is not null && settings[NetworkOptions.Depth] is not null && settings.Settings.All(s => Plain.Contains(s.Option));

    private static Finding Describe(Setting setting) => new(
        FindingCatalogue.NoEffect,
        setting.Place,
        setting.Name,
        setting.Option.Needs is { } needs ? "it counts only " + needs : "each stage says it for itself");

    private static bool IsComparable(Setting setting) =>
        setting.Option.Kind is OptionKind.WholeNumber or OptionKind.Number or OptionKind.Switch or OptionKind.Choice or OptionKind.WholeNumbers or OptionKind.KeyPattern or OptionKind.LayerNames;

    /// <summary>Other values of the same option.</summary>
    private static IEnumerable<Setting> AlternativesOf(Setting setting) => setting switch
    {
        Setting<bool> it => [it with { Value = !it.Value }],
        Setting<Choice> it => it.Option.Choices.Where(c => c != it.Value).Select(c => it with { Value = c }),
        Setting<int> it => new[] { 1, 2, it.Value / 2, it.Value < 1_000_000 ? it.Value + 100 : it.Value - 100 }
            .Where(value => value != it.Value && it.Option.Range?.Has(value) != false).Select(value => it with { Value = value }),
        Setting<double> it => new[] { 0.25, 0.5, it.Value / 2 }
            .Where(value => value != it.Value && it.Option.Range?.Has(value) != false).Select(value => it with { Value = value }),
        Setting<EquatableArray<Written<int>>> it => [it with { Value = it.Value.Append(it.Value[0]).ToEquatableArray() }],
        Setting<EquatableArray<WrittenKey>> it => [it with { Value = it.Value.Count > 0 ? default : EquatableArray.ListOf(new WrittenKey("", it.Place, "", it.Place)) }],
        Setting<string> { Option.Kind: OptionKind.KeyPattern } it => [it with { Value = it.Value == OtherPattern ? "u" + OtherPattern : OtherPattern }],
        _ => [],
    };

    /// <summary>All settings that have a value of their own, and how to put another in their place.</summary>
    private static IEnumerable<(Setting Setting, Func<Setting, SettingGroup> Replace)> LeavesOf(SettingGroup group)
    {
        foreach (var setting in group.Settings.Where(s => s.IsRead))
        {
            if (setting is Setting<SettingGroup> inner)
            {
                foreach (var (leaf, replace) in LeavesOf(inner.Value))
                {
                    yield return (leaf, other => group.With(inner with { Value = replace(other) }));
                }
            }
            else if (setting is Setting<EquatableArray<SettingGroup>> list)
            {
                for (var i = 0; i < list.Value.Count; i++)
                {
                    var index = i;
                    foreach (var (leaf, replace) in LeavesOf(list.Value[i]))
                    {
                        yield return (leaf, other => group.With(list with { Value = list.Value.Select((item, at) => at == index ? replace(other) : item).ToEquatableArray() }));
                    }
                }
            }
            else
            {
                yield return (setting, group.With);
            }
        }
    }
}
