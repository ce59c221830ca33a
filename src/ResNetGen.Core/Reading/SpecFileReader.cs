using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Reading.Json;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Reading;

/// <summary>Reads <c>.resnet.json</c> files: JSON, with comments and trailing commas.</summary>
public static class SpecFileReader
{
    /// <summary>How the names of specification files end.</summary>
    public static string Extension => ".resnet.json";

    /// <summary>Reads a specification.</summary>
    /// <param name="path">The file, for places; its name is the class's where the text gives none.</param>
    /// <param name="text">The file's text.</param>
    /// <returns>What could be read, and what was found in reading.</returns>
    public static (NetworkSpec Spec, IReadOnlyList<Finding> Findings) Read(string path, string text)
    {
        var (root, error) = JsonParser.Parse(text);
        if (root is { Kind: not JsonKind.Object })
        {
            error = new JsonError(root.Start, root.Length, "'{'", JsonText.Describe(root));
        }

        var lines = new TextLines(path, text);
        var start = root?.Start ?? error?.Start ?? 0;
        var mark = lines.PlaceOf(start, Math.Min(1, text.Length - start));
        var reader = new SettingReader(lines);
        var settings = reader.ReadObject(OptionGroup.Network, root?.Members ?? [], mark);
        var findings = reader.Findings.ToList();
        if (error is not null)
        {
            findings.Add(new Finding(FindingCatalogue.JsonUnreadable, lines.PlaceOf(error.Start, error.Length), error.Expected, error.Found));
        }

        return (new NetworkSpec(SpecForm.File, ClassOf(settings, path, mark, findings), settings, IsWhole: error is null), findings);
    }

    private static Written<string>? ClassOf(SettingGroup settings, string path, Place mark, List<Finding> findings)
    {
        if (settings[NetworkOptions.Class] is { } setting)
        {
            return setting is Setting<string> named ? new Written<string>(named.Value, named.Name, named.Place) : null;
        }

        if (CSharpNames.ClassOfFile(path) is { } name && !CSharpNames.IsTooLong(name))
        {
            return new Written<string>(name, NetworkOptions.Class.Json, mark);
        }

        var file = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        findings.Add(new Finding(FindingCatalogue.NotAName, mark, ValueText.Shortened(file), "class", "; name the class with \"class\""));
        return null;
    }
}
