using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Core.Reading;
using ResNetGen.Core.Reading.Json;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Families;

/// <summary>Networks by name. Each is a specification itself, in <c>families.json</c>, and may name another that it differs from.</summary>
public static class FamilyTable
{
    // What is not for specifications to name.
    private const char Hidden = '$';

    // A compiler that has just started waits for every family that it reads; most projects name few.
    private static readonly Lazy<Dictionary<string, Lazy<SettingGroup>>> Families = new(Read);

    /// <summary>The names that specifications can use, in the order of the table.</summary>
    public static IReadOnlyList<string> Names { get; } = Families.Value.Keys.Where(name => name[0] != Hidden).ToList();

    /// <summary>What a specification says, what its family says, what that one's says, and so on to what counts where nobody says anything.</summary>
    internal static SpecLayers LayersOf(SettingGroup written)
    {
        var layers = new List<SettingGroup> { written };
        for (var next = NextOf(written); next is not null; next = NextOf(next))
        {
            layers.Add(next);
        }

        layers.Add(Families.Value["$default"].Value);
        return new SpecLayers(layers);
    }

    private static SettingGroup? NextOf(SettingGroup layer) => (layer[NetworkOptions.Family], layer[NetworkOptions.Version]) switch
    {
        (Setting<string> family, _) => Families.Value[family.Value].Value,
        (null, Setting<int> version) => Families.Value[FormattableString.Invariant($"$version{version.Value}")].Value,
        _ => null,
    };

    private static Dictionary<string, Lazy<SettingGroup>> Read()
    {
        using var stream = typeof(FamilyTable).Assembly.GetManifestResourceStream("families.json")!;
        using var file = new StreamReader(stream);
        var text = file.ReadToEnd();
        var (root, error) = JsonParser.Parse(text);
        if (error is not null)
        {
            throw new InvalidDataException("families.json: " + error);
        }

        var lines = new TextLines("families.json", text);
        return root!.Members.ToDictionary(m => m.Name.Text, m => new Lazy<SettingGroup>(() => Read(m.Value!, lines)), StringComparer.Ordinal);
    }

    private static SettingGroup Read(JsonNode family, TextLines lines)
    {
        var reader = new SettingReader(lines);
        var group = reader.ReadObject(OptionGroup.Network, family.Members, lines.PlaceOf(family.Start, 1));
        return reader.Findings.Count == 0 ? group : throw new InvalidDataException("families.json: " + reader.Findings[0].Message);
    }
}
