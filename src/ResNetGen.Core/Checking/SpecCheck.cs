using System;
using System.Linq;
using ResNetGen.Core.Designing;
using ResNetGen.Core.Families;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Checking;

/// <summary>Checks what is written, in the order in which one thing rests on another, and designs the network.</summary>
internal static class SpecCheck
{
    // What any network may keep of a specification that cannot be had.
    private static readonly Option[] Harmless = [NetworkOptions.Input, NetworkOptions.Classes, NetworkOptions.Target];

    /// <param name="spec">What was read.</param>
    /// <param name="parameters">The parameters of a network.</param>
    public static CheckedSpec Check(NetworkSpec spec, Func<DesignedNetwork, long> parameters)
    {
        var (settings, ranges) = RangeCheck.Check(spec.Settings);
        var findings = ranges.ToList();
        var layers = FamilyTable.LayersOf(settings);
        findings.AddRange(MissingCheck.Find(spec, layers));

        if (!CanBeDesigned(layers))
        {
            return new CheckedSpec(Designer.Design(WithoutRest(settings)), findings, new SpecPlaces(layers));
        }

        findings.AddRange(DepthCheck.Find(layers, parameters));
        var network = Designer.Design(layers);
        var structure = StructureCheck.Find(network.Architecture, layers).ToList();
        findings.AddRange(structure);
        if (structure.Exists(f => f.Kind.Severity == Severity.Error))
        {
            network = Designer.Design(WithoutRest(settings));
        }
        else if (spec.IsWhole && findings.TrueForAll(f => f.Kind.Severity != Severity.Error) && IsRead(spec.Settings))
        {
            findings.AddRange(EffectCheck.Find(spec, settings, network));
        }

        return new CheckedSpec(network, findings, new SpecPlaces(layers));
    }

    private static bool CanBeDesigned(SpecLayers layers)
    {
        if (layers.Stages == 0)
        {
            return false;
        }

        var units = new NetworkChoices(layers).Units;
        return units.Select((unit, i) => StageSizes.WidthOf(layers, i, unit)).All(width => width is not null);
    }

    private static bool IsRead(SettingGroup group) => group.Settings.All(setting => setting switch
    {
        Setting<SettingGroup> inner => IsRead(inner.Value),
        Setting<EquatableArray<SettingGroup>> list => list.Value.All(IsRead),
        _ => setting.IsRead,
    });

    /// <summary>The family, or the smallest network of a version, with what fits any network.</summary>
    private static SpecLayers WithoutRest(SettingGroup settings)
    {
        var isFamily = settings[NetworkOptions.Family] is { IsRead: true };
        var kept = settings with
        {
            Settings = settings.Settings.Where(s => s.IsRead && (s.Option == NetworkOptions.Family || s.Option == NetworkOptions.Version || Harmless.Contains(s.Option))).ToEquatableArray(),
        };
        var layers = FamilyTable.LayersOf(kept);
        return isFamily || kept[NetworkOptions.Version] is not null
            ? layers
            : FamilyTable.LayersOf(kept with { Settings = kept.Settings.Append(new Setting<int>(NetworkOptions.Version, "", settings.Place, 1)).ToEquatableArray() });
    }
}
