using System;
using System.Globalization;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting;

/// <summary>Numbers as source has them, and as comments have them.</summary>
internal static class SourceText
{
    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The shortest literal of a number: <c>0.001</c>.</summary>
    public static string Of(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.IndexOfAny(['.', 'E']) < 0 ? text + ".0" : text;
    }

    /// <summary>A long literal that can be read: <c>1_703_258</c>.</summary>
    public static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '_');

    /// <summary>A quantity as an argument, or as its number where it has no name.</summary>
    public static string Of(Quantity quantity) => quantity.Name ?? Of(quantity.Value);

    /// <summary>A count that people can read: <c>1,703,258</c>.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A large count, rounded: <c>40.6 million</c>.</summary>
    public static string Rounded(long number) => number switch
    {
        >= 1_000_000_000 => (number / 1e9).ToString("N2", CultureInfo.InvariantCulture) + " billion",
        >= 1_000_000 => (number / 1e6).ToString("N1", CultureInfo.InvariantCulture) + " million",
        _ => Count(number),
    };

    /// <summary>A user's text as sentences of a documentation comment, with a blank behind; nothing of nothing.</summary>
    public static string Documentation(string text)
    {
        var words = string.Join(" ", text.Split([' ', '\t', '\r', '\n', '\u0085', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries));
        var end = words.Length == 0 ? "" : words.EndsWith(".", StringComparison.Ordinal) ? " " : ". ";
        return words.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;") + end;
    }
}
