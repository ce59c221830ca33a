using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ResNetGen.Core.Emitting.Python;

/// <summary>Numbers and texts as Python has them.</summary>
internal static class PythonText
{
    /// <summary>The shortest literal of a number: <c>1.001e-05</c>.</summary>
    public static string Of(double number) => SourceText.Of(number).Replace('E', 'e');

    /// <summary>A text as a literal.</summary>
    public static string Literal(string text) => "\"" + Escaped(text) + "\"";

    /// <summary>A text as a literal in which expressions stand for parts of it.</summary>
    /// <param name="parts">Texts, and where there is an expression that.</param>
    public static string Formatted(IEnumerable<(string Text, string? Expression)> parts) =>
        "f\"" + string.Concat(parts.Select(part => part.Expression is null ? Escaped(part.Text.Replace("{", "{{").Replace("}", "}}")) : "{" + part.Expression + "}")) + "\"";

    /// <summary>A text in a documentation string.</summary>
    public static string InDocstring(string text) => text.Replace("\\", "\\\\").Replace("\"\"\"", "\\\"\\\"\\\"");

    private static string Escaped(string text) => string.Concat(text.Select(Escaped));

    private static string Escaped(char character) => character switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        _ when char.IsControl(character) => "\\x" + ((int)character).ToString("x2", CultureInfo.InvariantCulture),
        _ => character.ToString(),
    };
}
