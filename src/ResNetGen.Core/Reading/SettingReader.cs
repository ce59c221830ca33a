using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Reading.Json;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Reading;

/// <summary>Reads the objects of a specification file into settings, by the table of options.</summary>
internal sealed class SettingReader
{
    // A message lists no more than this; the documentation has all.
    private const int MostNames = 12;

    private readonly TextLines lines;
    private readonly List<Finding> findings = [];

    public SettingReader(TextLines lines) => this.lines = lines;

    /// <summary>What was found.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>The settings of an object.</summary>
    public SettingGroup ReadObject(OptionGroup group, IEnumerable<JsonMember> members, Place mark)
    {
        var settings = new List<Setting>();
        var misspelt = new List<Setting>();
        foreach (var member in members)
        {
            var name = member.Name.Text;
            if (OptionTable.Find(group, name) is not { } option)
            {
                var names = OptionTable.Of(group).Select(o => o.Json).Where(n => n[0] != '$').ToList();
                var meant = Spelling.Nearest(name, names);
                Report(FindingCatalogue.UnknownProperty, member.Name, group.Words, ValueText.Shortened(name), ValueText.Suggestion(meant, names, MostNames, "it has", "and"));
                if (meant is not null)
                {
                    misspelt.Add(new Setting(OptionTable.Find(group, meant)!, name, PlaceOf(member.Name)));
                }
            }
            else if (settings.Exists(s => s.Option == option))
            {
                Report(FindingCatalogue.PropertyTwice, member.Name, name);
            }
            else
            {
                settings.Add(member.Value is { } value ? ReadValue(option, name, value) : new Setting(option, name, PlaceOf(member.Name)));
            }
        }

        // What is misspelt was written: nothing says that it is missing.
        settings.AddRange(misspelt.Where(m => !settings.Exists(s => s.Option == m.Option)).GroupBy(m => m.Option).Select(g => g.First()));
        return new SettingGroup(group, mark, settings.ToEquatableArray());
    }

    private Setting ReadValue(Option option, string name, JsonNode value) => option.Kind switch
    {
        OptionKind.WholeNumber => WholeNumber(value, name, $"'{name}'") is { } number ? Read(option, name, value, number) : Unread(option, name, value),
        OptionKind.Number => Number(value, name) is { } number ? Read(option, name, value, number) : Unread(option, name, value),
        OptionKind.Switch => value.Kind is JsonKind.True or JsonKind.False ? Read(option, name, value, value.Kind == JsonKind.True) : Wrong(option, name, value),
        OptionKind.Choice => ReadChoice(option, name, value),
        OptionKind.Shape => ReadShape(option, name, value),
        OptionKind.WholeNumbers => ReadWholeNumbers(option, name, value),
        OptionKind.LayerNames => ReadLayerNames(option, name, value),
        OptionKind.Group => ReadGroup(option, name, value),
        OptionKind.Groups => ReadGroups(option, name, value),
        _ => ReadText(option, name, value),
    };

    private Setting ReadText(Option option, string name, JsonNode value)
    {
        if (value.Kind != JsonKind.Text)
        {
            return Wrong(option, name, value);
        }

        // Nothing is the global namespace.
        var (isValid, kind) = option.Kind switch
        {
            OptionKind.ClassName => (CSharpNames.IsIdentifier(value.Text), "class"),
            OptionKind.NamespaceName => (value.Text.Length == 0 || CSharpNames.IsNamespace(value.Text), "namespace"),
            _ => (true, ""),
        };
        var isTooLong = kind.Length > 0 && CSharpNames.IsTooLong(value.Text);
        if (isValid && !isTooLong)
        {
            return Read(option, name, value, value.Text);
        }

        Report(FindingCatalogue.NotAName, value, ValueText.Shortened(value.Text), kind, isTooLong ? "; the longest has 1,023 letters" : "");
        return Unread(option, name, value);
    }

    private Setting ReadChoice(Option option, string name, JsonNode value)
    {
        if (value.Kind != JsonKind.Text)
        {
            return Wrong(option, name, value);
        }

        if (option.Choices.FirstOrDefault(c => c.Name == value.Text) is { } choice)
        {
            return Read(option, name, value, choice);
        }

        var words = option.Choices.Select(c => c.Name).ToList();
        Report(
            FindingCatalogue.UnknownChoice,
            value,
            ValueText.Shortened(value.Text),
            ValueText.NounOf(option),
            ValueText.Suggestion(Spelling.Nearest(value.Text, words), words, MostNames, "choose", "or"));
        return Unread(option, name, value);
    }

    private Setting ReadShape(Option option, string name, JsonNode value)
    {
        if (value.Kind != JsonKind.List || value.Items.Count != 3)
        {
            var found = value.Kind == JsonKind.List ? FormattableString.Invariant($"a list of {value.Items.Count}") : JsonText.Describe(value);
            Report(FindingCatalogue.WrongKind, value, name, option.Takes, found);
            return Unread(option, name, value);
        }

        var (channels, height, width) = (Size(0), Size(1), Size(2));
        return channels is null || height is null || width is null
            ? Unread(option, name, value)
            : Read(option, name, value, new WrittenShape(channels, height, width));

        Written<int>? Size(int index) => Written(value.Items[index], name, WrittenShape.NameOf(name, index));
    }

    private Setting ReadWholeNumbers(Option option, string name, JsonNode value)
    {
        if (value.Kind is not (JsonKind.List or JsonKind.Number) || (value.Kind == JsonKind.List && value.Items.Count == 0))
        {
            var found = value.Kind == JsonKind.List ? "a list without any" : JsonText.Describe(value);
            Report(FindingCatalogue.WrongKind, value, name, option.Takes, found);
            return Unread(option, name, value);
        }

        var nodes = value.Kind == JsonKind.List ? value.Items : [value];
        var numbers = nodes.Select(node => Written(node, name, $"'{name}'")).ToList();
        return numbers.Contains(null) ? Unread(option, name, value) : Read(option, name, value, numbers.Select(n => n!).ToEquatableArray());
    }

    private Setting ReadGroup(Option option, string name, JsonNode value)
    {
        var group = option.Group!;
        if (value.Kind == JsonKind.Object)
        {
            return Read(option, name, value, ReadObject(group, value.Members, MarkOf(value)));
        }

        // A value alone stands for an object with one option.
        var isShort = group.Shorthand is not null && value.Kind is JsonKind.Text or JsonKind.Number;
        return isShort
            ? Read(option, name, value, new SettingGroup(group, PlaceOf(value), EquatableArray.ListOf(ReadValue(OptionTable.Find(group, group.Shorthand!)!, name, value))))
            : Wrong(option, name, value);
    }

    private Setting ReadGroups(Option option, string name, JsonNode value)
    {
        if (value.Kind != JsonKind.List)
        {
            return Wrong(option, name, value);
        }

        var groups = new List<SettingGroup>();
        foreach (var item in value.Items)
        {
            if (item.Kind != JsonKind.Object)
            {
                Report(FindingCatalogue.WrongKind, item, name, option.Takes, "a list with " + JsonText.Describe(item));
                return Unread(option, name, value);
            }

            groups.Add(ReadObject(option.Group!, item.Members, MarkOf(item)));
        }

        return Read(option, name, value, groups.ToEquatableArray());
    }

    private Setting ReadLayerNames(Option option, string name, JsonNode value)
    {
        if (value.Kind != JsonKind.Object)
        {
            return Wrong(option, name, value);
        }

        var keys = new List<WrittenKey>();
        var isRead = true;
        foreach (var member in value.Members)
        {
            var layer = member.Name.Text;
            if (keys.Exists(k => k.Layer == layer))
            {
                Report(FindingCatalogue.PropertyTwice, member.Name, ValueText.Shortened(layer));
                continue;
            }

            if (member.Value is { Kind: not JsonKind.Text } other)
            {
                Report(FindingCatalogue.WrongKind, other, ValueText.Shortened(layer), "a string", JsonText.Describe(other));
            }

            isRead &= member.Value is { Kind: JsonKind.Text };
            keys.Add(new WrittenKey(layer, PlaceOf(member.Name), member.Value?.Text ?? "", PlaceOf(member.Value ?? member.Name)));
        }

        return isRead ? Read(option, name, value, keys.ToEquatableArray()) : Unread(option, name, value);
    }

    private Written<int>? Written(JsonNode value, string name, string shown) =>
        WholeNumber(value, name, shown) is { } number ? new Written<int>(number, name, PlaceOf(value)) : null;

    private int? WholeNumber(JsonNode value, string name, string shown)
    {
        if (value.Kind != JsonKind.Number || !value.Text.TrimStart('-').All(char.IsDigit))
        {
            Report(FindingCatalogue.WrongKind, value, name, "a whole number", JsonText.Describe(value));
            return null;
        }

        if (int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Report(FindingCatalogue.OutOfRange, value, shown, ValueText.Shortened(value.Text), PropertyText.AtMost);
        return null;
    }

    private double? Number(JsonNode value, string name)
    {
        if (value.Kind == JsonKind.Number && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsInfinity(number))
        {
            return number;
        }

        Report(FindingCatalogue.WrongKind, value, name, "a number", JsonText.Describe(value));
        return null;
    }

    private Setting<T> Read<T>(Option option, string name, JsonNode node, T value)
        where T : IEquatable<T>
        => new(option, name, PlaceOf(node), value);

    private Setting Unread(Option option, string name, JsonNode value) => new(option, name, PlaceOf(value));

    private Setting Wrong(Option option, string name, JsonNode value)
    {
        Report(FindingCatalogue.WrongKind, value, name, option.Takes, JsonText.Describe(value));
        return Unread(option, name, value);
    }

    private void Report(FindingKind kind, JsonNode node, params object[] arguments) => findings.Add(new Finding(kind, PlaceOf(node), arguments));

    private Place PlaceOf(JsonNode node) => lines.PlaceOf(node.Start, node.Length);

    private Place MarkOf(JsonNode node) => lines.PlaceOf(node.Start, 1);
}
