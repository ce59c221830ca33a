using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ResNetGen.Contract.Tests;

/// <summary>The names of parameters that a release of TorchSharp lists, by the method's simple name: what source code may name arguments by.</summary>
internal sealed partial class ArgumentNames
{
    private readonly HashSet<(string Method, string Parameter)> names;

    private ArgumentNames(IEnumerable<(string Method, string Parameter)> names) => this.names = [.. names];

    /// <summary>Reads a listing: <c>declaring type | kind | signature</c>.</summary>
    public static ArgumentNames Read(string listing) => new(File.ReadLines(listing)
        .Select(line => line.Split(" | ", 3))
        .Where(parts => parts is [_, "method" or "ctor", _])
        .SelectMany(parts => NamesIn(parts[0], parts[1], parts[2])));

    /// <summary>The arguments that a source names as methods of one release do and those of another do not.</summary>
    public static IEnumerable<string> Disputed(string source, params IReadOnlyList<ArgumentNames> releases) =>
        from argument in CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<ArgumentSyntax>()
        where argument.NameColon is not null
        let name = (MethodOf(argument.Parent?.Parent), argument.NameColon!.Name.Identifier.ValueText)
        where releases.Select(release => release.names.Contains(name)).Distinct().Count() > 1
        select argument.Parent!.Parent!.ToString();

    private static IEnumerable<(string Method, string Parameter)> NamesIn(string type, string kind, string signature)
    {
        var start = signature.IndexOf('(', StringComparison.Ordinal);
        var method = kind == "ctor" ? Simple(type) : MethodName().Match(signature[..start]).Groups[1].Value;
        return ParameterName().Matches(signature[start..]).Select(match => (method, match.Groups[1].Value));
    }

    private static string Simple(string type) => type.Split('<')[0].Split('.')[^1];

    private static string MethodOf(SyntaxNode? call) => call switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => member.Name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } => name.Identifier.ValueText,
        ObjectCreationExpressionSyntax { Type: QualifiedNameSyntax type } => type.Right.Identifier.ValueText,
        ObjectCreationExpressionSyntax { Type: SimpleNameSyntax type } => type.Identifier.ValueText,
        _ => "",
    };

    [GeneratedRegex(@"(\w+)(<[^(]*>)?$")]
    private static partial Regex MethodName();

    [GeneratedRegex(@"(\w+)(?: = [^,)]*)?(?=[,)])")]
    private static partial Regex ParameterName();
}
