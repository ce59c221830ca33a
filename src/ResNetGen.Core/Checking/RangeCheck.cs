using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Core.Families;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Reading;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Checking;

/// <summary>Finds values that mean nothing whatever the rest says, and takes them out, so that the rest can still be looked at.</summary>
internal sealed class RangeCheck
{
    // A message names no more families than this; the documentation has all.
    private const int MostNames = 6;

    private readonly List<Finding> findings = [];

    private RangeCheck()
    {
    }

    /// <summary>The settings without values out of range, and what was found.</summary>
    public static (SettingGroup Settings, IReadOnlyList<Finding> Findings) Check(SettingGroup settings)
    {
        var check = new RangeCheck();
        return (check.Group(settings), check.findings);
    }

    private SettingGroup Group(SettingGroup group) => group with { Settings = group.Settings.Select(Value).ToEquatableArray() };

    private Setting Value(Setting setting) => setting switch
    {
        Setting<int> number when !Has(number.Option, number.Value, number.Place, Quoted(number.Name)) => Unread(number),
        Setting<double> number when !Has(number.Option, number.Value, number.Place, Quoted(number.Name)) => Unread(number),
        Setting<WrittenShape> shape when !HasSizes(shape) => Unread(shape),
        Setting<EquatableArray<Written<int>>> numbers when !numbers.Value.Select(n => Has(numbers.Option, n.Value, n.Place, Quoted(n.Name))).ToList().TrueForAll(has => has) => Unread(numbers),
        Setting<string> { Option.Kind: OptionKind.Family } family when !HasFamily(family) => Unread(family),
        Setting<string> { Option.Kind: OptionKind.KeyPattern } pattern when !IsKey(pattern.Place, pattern.Value, "pattern of keys", KeyPatternText.ProblemOf(pattern.Value)) => Unread(pattern),
        Setting<EquatableArray<WrittenKey>> keys when !keys.Value.Select(k => IsKey(k.KeyPlace, k.Key, "key", KeyPatternText.ProblemOfKey(k.Key))).ToList().TrueForAll(good => good) => Unread(keys),
        Setting<SettingGroup> group => group with { Value = Group(group.Value) },
        Setting<EquatableArray<SettingGroup>> groups when HasCount(groups) => groups with { Value = groups.Value.Select(Group).ToEquatableArray() },
        Setting<EquatableArray<SettingGroup>> groups => Unread(groups),
        _ => setting,
    };

    private bool HasSizes(Setting<WrittenShape> shape)
    {
        var sizes = new[] { shape.Value.Channels, shape.Value.Height, shape.Value.Width };
        return sizes.Select((size, i) => Has(shape.Option, size.Value, size.Place, WrittenShape.NameOf(size.Name, i))).ToList().TrueForAll(has => has);
    }

    private bool HasFamily(Setting<string> family)
    {
        if (FamilyTable.Names.Contains(family.Value, StringComparer.Ordinal))
        {
            return true;
        }

        var nearest = Spelling.Nearest(family.Value, FamilyTable.Names);
        findings.Add(new Finding(FindingCatalogue.UnknownFamily, family.Place, ValueText.Shortened(family.Value), ValueText.Suggestion(nearest, FamilyTable.Names, MostNames, "there are", "and"))
        {
            Replacements = InPlace(nearest),
        });
        return false;
    }

    private bool HasCount(Setting<EquatableArray<SettingGroup>> groups)
    {
        const int Most = 8;
        if (groups.Value.Count == 0)
        {
            findings.Add(new Finding(FindingCatalogue.NoStages, groups.Place));
        }
        else if (groups.Value.Count > Most)
        {
            findings.Add(new Finding(
                FindingCatalogue.OutOfRange,
                groups.Place,
                Quoted(groups.Name),
                FormattableString.Invariant($"a list of {groups.Value.Count}"),
                FormattableString.Invariant($"a list of at most {Most}")));
        }

        return groups.Value.Count is > 0 and <= Most;
    }

    private bool Has(Option option, double number, Place place, string name)
    {
        if (option.Range is not { } range || range.Has(number))
        {
            return true;
        }

        findings.Add(new Finding(FindingCatalogue.OutOfRange, place, name, number.ToString(CultureInfo.InvariantCulture), range.Words));
        return false;
    }

    private bool IsKey(Place place, string text, string what, string? problem)
    {
        if (problem is not null)
        {
            findings.Add(new Finding(FindingCatalogue.NotAKey, place, ValueText.Shortened(text), what, problem));
        }

        return problem is null;
    }

    private static string Quoted(string name) => $"'{name}'";

    private static Setting Unread(Setting setting) => new(setting.Option, setting.Name, setting.Place);

    private static EquatableArray<string> InPlace(string? text) => text is null ? default : EquatableArray.ListOf($"\"{text}\"");
}
