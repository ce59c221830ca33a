using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Contract.Tests;

/// <summary>
/// Types as text, spelled one way: keywords become their System types, a type's own parameters !0, !1, …, a method's !!0, !!1, ….
/// </summary>
internal static class TypeText
{
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["void"] = "System.Void", ["object"] = "System.Object", ["string"] = "System.String", ["bool"] = "System.Boolean",
        ["char"] = "System.Char", ["sbyte"] = "System.SByte", ["byte"] = "System.Byte", ["short"] = "System.Int16",
        ["ushort"] = "System.UInt16", ["int"] = "System.Int32", ["uint"] = "System.UInt32", ["long"] = "System.Int64",
        ["ulong"] = "System.UInt64", ["float"] = "System.Single", ["double"] = "System.Double", ["decimal"] = "System.Decimal",
    };

    /// <summary>The name and the parameters of a type's or a method's declaration: <c>Module&lt;T, TResult&gt;</c>.</summary>
    public static (string Name, string[] Parameters) Declaration(string text)
    {
        var open = text.IndexOf('<', StringComparison.Ordinal);
        return open < 0 ? (text, []) : (text[..open], SplitTop(text[(open + 1)..^1]));
    }

    /// <summary>A type with keywords and parameters replaced and without spaces.</summary>
    public static string Canonical(string text, string[] typeParameters, string[] methodParameters)
    {
        var result = new System.Text.StringBuilder(text.Length);
        var word = new System.Text.StringBuilder();
        foreach (var character in text + "\0")
        {
            if (char.IsLetterOrDigit(character) || character is '_' or '.' or '`')
            {
                word.Append(character);
                continue;
            }

            if (word.Length > 0)
            {
                result.Append(Word(word.ToString(), typeParameters, methodParameters));
                word.Clear();
            }

            if (character is not (' ' or '\0'))
            {
                result.Append(character);
            }
        }

        return result.ToString();
    }

    /// <summary>Parts a list at its commas, but for those within brackets and quotes.</summary>
    public static string[] SplitTop(string text)
    {
        List<string> parts = [];
        var depth = 0;
        var quoted = false;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            quoted ^= text[i] == '"';
            depth += quoted ? 0 : text[i] switch { '<' or '[' or '(' => 1, '>' or ']' or ')' => -1, _ => 0 };
            if (text[i] == ',' && depth == 0 && !quoted)
            {
                parts.Add(text[start..i].Trim());
                start = i + 1;
            }
        }

        parts.Add(text[start..].Trim());
        return [.. parts.Where(part => part.Length > 0)];
    }

    private static string Word(string word, string[] typeParameters, string[] methodParameters)
    {
        if (Array.IndexOf(methodParameters, word) is var method and >= 0)
        {
            return $"!!{method}";
        }

        return Array.IndexOf(typeParameters, word) is var type and >= 0 ? $"!{type}" : Keywords.GetValueOrDefault(word, word);
    }
}
