using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ResNetGen.Contract.Tests;

/// <summary>
/// One release's public surface, from a list of lines <c>declaring type | kind | signature</c>.
/// </summary>
internal sealed class PublishedSurface
{
    private readonly Dictionary<string, List<PublishedMember>> members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> bases = new(StringComparer.Ordinal);

    private PublishedSurface(string name) => Name = name;

    /// <summary>The release.</summary>
    public string Name { get; }

    /// <summary>Reads a list.</summary>
    public static PublishedSurface Read(string path)
    {
        var surface = new PublishedSurface(Path.GetFileNameWithoutExtension(path));
        foreach (var line in File.ReadLines(path))
        {
            var parts = line.Split(" | ", 3);
            if (parts.Length == 3)
            {
                surface.Add(parts[0], parts[1], parts[2]);
            }
        }

        return surface;
    }

    /// <summary>Whether the type is listed.</summary>
    public bool Has(string type) => members.ContainsKey(type);

    /// <summary>The members of the type and of those that it inherits from.</summary>
    public IEnumerable<PublishedMember> Members(string type)
    {
        for (var current = type; current is not null; current = bases.GetValueOrDefault(current))
        {
            foreach (var member in members.GetValueOrDefault(current, []))
            {
                yield return member;
            }
        }
    }

    /// <summary>The types that inherit from a type, at any distance.</summary>
    public IEnumerable<string> Derived(string type) =>
        bases.Where(pair => pair.Value == type).SelectMany(pair => Derived(pair.Key).Prepend(pair.Key));

    private void Add(string declaringType, string kind, string signature)
    {
        var (name, parameters) = TypeText.Declaration(declaringType);
        name = Key(name, parameters.Length);
        if (!members.TryGetValue(name, out var own))
        {
            members.Add(name, own = []);
        }

        switch (kind)
        {
            case "type":
                AddBase(name, signature);
                break;
            case "ctor":
                own.Add(Member(".ctor", 0, signature[(signature.IndexOf('(', StringComparison.Ordinal) + 1)..^1], "void", parameters, []));
                break;
            case "method":
                own.Add(Method(signature, parameters));
                break;
            case "property":
                own.AddRange(Property(signature, parameters));
                break;
            case "field":
                var (fieldType, fieldName) = TypeAndName(Unmodified(signature));
                own.Add(new PublishedMember(fieldName, [], TypeText.Canonical(fieldType, parameters, [])));
                break;
        }
    }

    /// <summary>A type's name with the count of its parameters, as metadata has it.</summary>
    public static string Key(string name, int parameters) => parameters == 0 ? name : $"{name}`{parameters}";

    private void AddBase(string type, string signature)
    {
        var colon = signature.IndexOf(" : ", StringComparison.Ordinal);
        if (colon >= 0)
        {
            var (name, arguments) = TypeText.Declaration(TypeText.SplitTop(signature[(colon + 3)..])[0]);
            bases[type] = Key(name, arguments.Length);
        }
    }

    private static PublishedMember Method(string signature, string[] typeParameters)
    {
        var open = signature.IndexOf('(', StringComparison.Ordinal);
        var (type, declaration) = TypeAndName(Unmodified(signature[..open]));
        var (name, methodParameters) = TypeText.Declaration(declaration);
        return Member(name, methodParameters.Length, signature[(open + 1)..^1], type, typeParameters, methodParameters);
    }

    private static IEnumerable<PublishedMember> Property(string signature, string[] typeParameters)
    {
        var brace = signature.IndexOf('{', StringComparison.Ordinal);
        var accessors = signature[brace..];
        var head = signature[..brace].Trim();
        var indices = "";
        if (head.EndsWith(']') && head.IndexOf("this[", StringComparison.Ordinal) is var bracket and >= 0)
        {
            indices = head[(bracket + 5)..^1];
            head = head[..bracket] + "Item";
        }

        var (type, name) = TypeAndName(Unmodified(head));
        if (accessors.Contains("get;", StringComparison.Ordinal))
        {
            yield return Member($"get_{name}", 0, indices, type, typeParameters, []);
        }

        if (accessors.Contains("set;", StringComparison.Ordinal))
        {
            yield return Member($"set_{name}", 0, indices.Length == 0 ? $"{type} value" : $"{indices}, {type} value", "void", typeParameters, []);
        }
    }

    private static PublishedMember Member(
        string name, int arity, string parameters, string type, string[] typeParameters, string[] methodParameters)
    {
        var types = TypeText.SplitTop(parameters).Select(parameter =>
        {
            var declaration = WithoutDefault(parameter);
            var reference = declaration.StartsWith("ref ", StringComparison.Ordinal)
                || declaration.StartsWith("out ", StringComparison.Ordinal)
                || declaration.StartsWith("in ", StringComparison.Ordinal);
            return TypeText.Canonical(TypeAndName(Unmodified(declaration)).Type, typeParameters, methodParameters) + (reference ? "&" : "");
        });
        return new PublishedMember(
            Key(name, arity),
            [.. types],
            TypeText.Canonical(type, typeParameters, methodParameters));
    }

    /// <summary>A parameter without its default.</summary>
    private static string WithoutDefault(string parameter) =>
        parameter.IndexOf(" = ", StringComparison.Ordinal) is var equals and >= 0 ? parameter[..equals] : parameter;

    private static string Unmodified(string text)
    {
        string[] modifiers = ["public ", "protected ", "internal ", "static ", "virtual ", "abstract ", "override ", "sealed ", "readonly ", "const ", "new ", "params ", "ref ", "out ", "in ", "this "];
        for (var again = true; again;)
        {
            again = false;
            foreach (var modifier in modifiers.Where(modifier => text.StartsWith(modifier, StringComparison.Ordinal)))
            {
                text = text[modifier.Length..];
                again = true;
            }
        }

        return text;
    }

    /// <summary>Parts <c>System.Span&lt;int, int&gt; name&lt;T&gt;</c> before the name.</summary>
    private static (string Type, string Name) TypeAndName(string text)
    {
        var depth = 0;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            depth += text[i] switch { '>' or ']' or ')' => 1, '<' or '[' or '(' => -1, _ => 0 };
            if (text[i] == ' ' && depth == 0)
            {
                return (text[..i].Trim(), text[(i + 1)..]);
            }
        }

        return (text, "");
    }
}
