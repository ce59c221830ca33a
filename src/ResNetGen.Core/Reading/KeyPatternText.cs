using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Reading;

/// <summary>The text of a pattern of keys: <c>stage_{stage}.{unit}.{layer}</c>.</summary>
public static class KeyPatternText
{
    private const string Layer = "{layer}";

    // Far more than a number of a stage or a unit ever differs by.
    private const int MostDigits = 4;

    private static readonly (string Name, KeyNumber Number)[] Numbers = [("stage", KeyNumber.Stage), ("unit", KeyNumber.Unit), ("number", KeyNumber.Number)];

    /// <summary>What is wrong with a text as a pattern, or null.</summary>
    public static string? ProblemOf(string text) => Split(text).Problem;

    /// <summary>The pattern of a text.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static KeyPattern Read(string text)
    {
        var (parts, problem) = Split(text);
        return problem is null ? new KeyPattern(parts.ToEquatableArray()) : throw new ArgumentException(problem, nameof(text));
    }

    /// <summary>What is wrong with a text as a key, or null.</summary>
    public static string? ProblemOfKey(string text)
    {
        if (text.Length == 0)
        {
            return "a key has at least one character";
        }

        return text.All(IsOfKeys) ? LevelsOf(text) : "a key has letters without accents, digits, and . _ - / :";
    }

    private static (IReadOnlyList<KeyPatternPart> Parts, string? Problem) Split(string text)
    {
        var parts = new List<KeyPatternPart>();
        if (!text.EndsWith(Layer, StringComparison.Ordinal))
        {
            return (parts, "it ends with {layer}");
        }

        var end = text.Length - Layer.Length;
        for (var at = 0; at < end;)
        {
            var open = text.IndexOf('{', at, end - at);
            if (open != at)
            {
                var next = open < 0 ? end : open;
                parts.Add(new KeyPatternPart(text.Substring(at, next - at)));
                at = next;
                continue;
            }

            var close = text.IndexOf('}', at, end - at);
            if (close < 0 || NumberOf(text.Substring(at + 1, close - at - 1)) is not { } number)
            {
                return (parts, "what stands in braces is {stage}, {unit} or {number}, with what is added: {unit+1}");
            }

            parts.Add(number);
            at = close + 1;
        }

        return (parts, ProblemOf(parts));
    }

    private static KeyPatternPart? NumberOf(string text)
    {
        foreach (var (name, number) in Numbers)
        {
            if (!text.StartsWith(name, StringComparison.Ordinal))
            {
                continue;
            }

            var offset = text.Substring(name.Length);
            if (offset.Length == 0)
            {
                return new KeyPatternPart("", number);
            }

            var isNumber = int.TryParse(offset, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var added);
            return isNumber && offset.Length <= MostDigits && offset[0] is ('+' or '-') ? new KeyPatternPart("", number, added) : null;
        }

        return null;
    }

    private static string? ProblemOf(List<KeyPatternPart> parts)
    {
        if (!parts.SelectMany(part => part.Text).All(IsOfKeys))
        {
            return "a key has letters without accents, digits, and . _ - / :";
        }

        // Each unit has keys of its own, and these can be told apart.
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Number is not null && (i + 1 == parts.Count || parts[i + 1].Number is not null || parts[i + 1].Text[0] is >= '0' and <= '9'))
            {
                return "behind a number stands something else than a number";
            }

            if (parts[i].Number is not null && parts[i].Offset < (parts[i].Number == KeyNumber.Stage ? -1 : 0))
            {
                return "a number would be less than 0";
            }
        }

        if (!parts.Exists(part => part.Number == KeyNumber.Number) && !(parts.Exists(part => part.Number == KeyNumber.Stage) && parts.Exists(part => part.Number == KeyNumber.Unit)))
        {
            return "it has {stage} and {unit}, or {number}, so that each unit has keys of its own";
        }

        return LevelsOf(string.Concat(parts.Select(part => part.Number is null ? part.Text : "0")) + "x");
    }

    private static string? LevelsOf(string key) => key.Split('.').Any(level => level.Length == 0) ? "no level of a key is empty" : null;

    private static bool IsOfKeys(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '-' or '/' or ':';
}
