using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Reading.Json;
using ResNetGen.Core.Specs;

namespace ResNetGen.Core.Reading;

/// <summary>Reads <c>.resnet.json</c> files: JSON, with comments and trailing commas.</summary>
public sealed class SpecFileReader
{
    private static readonly string[] PropertyNames = ["$schema", "class", "classes", "depth", "input", "namespace", "version"];

    private readonly string path;
    private readonly TextLines lines;
    private readonly List<Finding> findings = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    private Written<string>? className;
    private Written<string>? @namespace;
    private Written<int>? version;
    private Written<int>? depth;
    private Written<int>? classes;
    private WrittenShape? input;

    private SpecFileReader(string path, string text)
    {
        this.path = path;
        lines = new TextLines(path, text);
    }

    /// <summary>How the names of specification files end.</summary>
    public static string Extension => ".resnet.json";

    /// <summary>Reads a specification.</summary>
    /// <param name="path">The file, for places; its name is the class's where the text gives none.</param>
    /// <param name="text">The file's text.</param>
    /// <returns>What could be read, and what was found in reading.</returns>
    public static (NetworkSpec Spec, IReadOnlyList<Finding> Findings) Read(string path, string text)
    {
        var reader = new SpecFileReader(path, text);
        var spec = reader.ReadFile(text);
        return (spec, reader.findings);
    }

    private NetworkSpec ReadFile(string text)
    {
        var (root, error) = JsonParser.Parse(text);
        var start = root?.Start ?? error?.Start ?? 0;
        var mark = lines.PlaceOf(start, Math.Min(1, text.Length - start));
        if (root is { Kind: not JsonKind.Object })
        {
            error = new JsonError(root.Start, root.Length, "'{'", Describe(root));
        }

        foreach (var member in root?.Members ?? [])
        {
            ReadMember(member);
        }

        if (error is not null)
        {
            // What is missing may stand behind the error.
            findings.Add(new Finding(
                FindingCatalogue.JsonUnreadable, lines.PlaceOf(error.Start, error.Length), error.Expected, error.Found));
        }
        else
        {
            Require("version", PropertyText.Version, mark);
            Require("depth", PropertyText.Depth, mark);
        }

        if (className is null && !seen.Contains("class"))
        {
            className = ClassOfFile(mark);
        }

        return new NetworkSpec(mark, className, @namespace, version, depth, classes, input);
    }

    private void ReadMember(JsonMember member)
    {
        var name = member.Name.Text;
        if (!PropertyNames.Contains(name, StringComparer.Ordinal))
        {
            findings.Add(new Finding(FindingCatalogue.UnknownProperty, PlaceOf(member.Name), "A network", name, Suggestion(name)));
        }
        else if (!seen.Add(name))
        {
            findings.Add(new Finding(FindingCatalogue.PropertyTwice, PlaceOf(member.Name), name));
        }
        else if (member.Value is { } value)
        {
            ReadValue(name, value);
        }
    }

    private void ReadValue(string name, JsonNode value)
    {
        switch (name)
        {
            case "class":
                className = Name(name, value, CSharpNames.IsIdentifier, "class");
                break;
            case "namespace":
                // Nothing is the global namespace.
                @namespace = Name(name, value, text => text.Length == 0 || CSharpNames.IsNamespace(text), "namespace");
                break;
            case "version":
                version = WholeNumber(name, value);
                break;
            case "depth":
                depth = WholeNumber(name, value);
                break;
            case "classes":
                classes = WholeNumber(name, value);
                break;
            case "input":
                input = Shape(name, value);
                break;
            default:
                _ = Text(name, value);
                break;
        }
    }

    private WrittenShape? Shape(string name, JsonNode value)
    {
        const string Expected = "a list of channels, height and width, as [3, 32, 32]";
        if (value.Kind != JsonKind.List || value.Items.Count != 3)
        {
            var found = value.Kind == JsonKind.List ? FormattableString.Invariant($"a list of {value.Items.Count}") : Describe(value);
            WrongKind(name, value, Expected, found);
            return null;
        }

        var (channels, height, width) = (Size(0), Size(1), Size(2));
        return channels is null || height is null || width is null ? null : new WrittenShape(channels, height, width);

        Written<int>? Size(int index) => WholeNumber(name, value.Items[index], WrittenShape.NameOf(name, index));
    }

    private Written<int>? WholeNumber(string name, JsonNode value, string? shown = null)
    {
        var digits = value.Text.TrimStart('-');
        if (value.Kind != JsonKind.Number || !digits.All(char.IsDigit))
        {
            WrongKind(name, value, "a whole number", Describe(value));
            return null;
        }

        if (!int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            findings.Add(new Finding(FindingCatalogue.OutOfRange, PlaceOf(value), shown ?? $"'{name}'", Shortened(value.Text), PropertyText.AtMost));
            return null;
        }

        return new Written<int>(number, name, PlaceOf(value));
    }

    private Written<string>? Name(string name, JsonNode value, Func<string, bool> isValid, string kind)
    {
        if (Text(name, value) is not { } text)
        {
            return null;
        }

        if (!isValid(text))
        {
            findings.Add(new Finding(FindingCatalogue.NotAName, PlaceOf(value), Shortened(text), kind, ""));
            return null;
        }

        return new Written<string>(text, name, PlaceOf(value));
    }

    private string? Text(string name, JsonNode value)
    {
        if (value.Kind == JsonKind.Text)
        {
            return value.Text;
        }

        WrongKind(name, value, "a string", Describe(value));
        return null;
    }

    private Written<string>? ClassOfFile(Place mark)
    {
        if (CSharpNames.ClassOfFile(path) is { } name)
        {
            return new Written<string>(name, "class", mark);
        }

        var file = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        findings.Add(new Finding(FindingCatalogue.NotAName, mark, file, "class", "; name the class with \"class\""));
        return null;
    }

    private void Require(string name, string meaning, Place mark)
    {
        if (!seen.Contains(name))
        {
            findings.Add(new Finding(FindingCatalogue.PropertyMissing, mark, "A network", name, meaning));
        }
    }

    private void WrongKind(string name, JsonNode value, string expected, string found) =>
        findings.Add(new Finding(FindingCatalogue.WrongKind, PlaceOf(value), name, expected, found));

    private Place PlaceOf(JsonNode node) => lines.PlaceOf(node.Start, node.Length);

    private static string Suggestion(string name) => Spelling.Nearest(name, PropertyNames) is { } nearest
        ? $"did you mean '{nearest}'?"
        : "it has " + string.Join(", ", PropertyNames.Skip(1).Take(PropertyNames.Length - 2)) + " and " + PropertyNames[PropertyNames.Length - 1];

    private static string Describe(JsonNode value) => value.Kind switch
    {
        JsonKind.Object => "an object",
        JsonKind.List => "a list",
        JsonKind.Text => "\"" + Shortened(value.Text) + "\"",
        _ => Shortened(value.Text),
    };

    private static string Shortened(string text) => text.Length <= 40 ? text : text.Substring(0, 40) + "…";
}
