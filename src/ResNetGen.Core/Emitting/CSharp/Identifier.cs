using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>Names in C# source.</summary>
public static class Identifier
{
    // Contextual keywords can be names as they are, but not of types.
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object",
        "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short",
        "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked",
        "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
        "allows", "await", "dynamic", "extension", "field", "file", "nint", "notnull", "nuint", "partial", "record", "required", "scoped",
        "unmanaged", "value", "var", "where", "yield",
    };

    /// <summary>The name as source has it: with an <c>@</c> where it is a keyword.</summary>
    public static string Escape(string name) => Keywords.Contains(name) ? "@" + name : name;

    /// <summary>The name of a type as source has it: with an <c>@</c> also in lower case alone, which the compiler keeps for keywords to come and warns of.</summary>
    public static string EscapeType(string name) => name.All(c => c is >= 'a' and <= 'z') ? "@" + name : Escape(name);

    /// <summary>A namespace as source has it.</summary>
    public static string EscapeNamespace(string name) => string.Join(".", name.Split('.').Select(Escape));

    /// <summary>The property that gives a layer: <c>conv1</c> to <c>Conv1</c>.</summary>
    public static string PropertyOf(string key) => char.ToUpperInvariant(key[0]) + key.Substring(1);
}
