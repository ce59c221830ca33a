using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Core.Reading;

/// <summary>The text of an input's shape in an attribute: <c>3x32x32</c>, blanks allowed.</summary>
public static class InputText
{
    /// <summary>What the property takes, in words.</summary>
    public static string Expected => "channels x height x width, as \"3x32x32\"";

    /// <summary>The three numbers' characters and where they start, or null where the text is something else.</summary>
    public static IReadOnlyList<(string Digits, int Start)>? Split(string text)
    {
        var numbers = new List<(string Digits, int Start)>();
        var start = 0;
        foreach (var part in text.Split('x', 'X'))
        {
            var digits = part.Trim();
            numbers.Add((digits, start + part.Length - part.TrimStart().Length));
            start += part.Length + 1;
        }

        return numbers.Count == 3 && numbers.All(n => IsNumber(n.Digits)) ? numbers : null;
    }

    private static bool IsNumber(string text)
    {
        var digits = text.StartsWith("-", StringComparison.Ordinal) ? text.Substring(1) : text;
        return digits.Length > 0 && digits.All(c => c is >= '0' and <= '9');
    }
}
