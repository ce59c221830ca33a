using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ResNetGen.Core.Emitting.CSharp;

namespace ResNetGen.Generator.Reading;

/// <summary>What names mean at the place of a class.</summary>
internal static class NamespaceNames
{
    /// <summary>Full names, without type parameters, keywords not escaped.</summary>
    public static SymbolDisplayFormat PlainFormat { get; } = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType);

    /// <summary>
    /// Whether a simple name of generated code means something else inside a namespace: there the usings of generated code come before those
    /// of the project, but after the types of the namespace and the types around the class.
    /// </summary>
    public static bool HidesInside(INamespaceSymbol @namespace, Compilation compilation, IEnumerable<INamedTypeSymbol> types)
    {
        var around = types.ToList();
        var everywhere = compilation.GetCompilationNamespace(@namespace) ?? @namespace;
        return TypeNames.Meanings.Keys.Any(name =>
            everywhere.GetMembers(name).Any()
            || around.Any(type => type.TypeParameters.Any(p => p.Name == name) || BasesOf(type).Any(b => !b.GetMembers(name).IsEmpty)));
    }

    /// <summary>Whether a simple name means something else at a place in no namespace, where the project's global usings count as much as ours.</summary>
    public static bool HidesAt(SemanticModel model, int position) => TypeNames.Meanings.Any(pair =>
        model.LookupSymbols(position, name: pair.Key).Any(symbol => symbol.ToDisplayString(PlainFormat) != pair.Value));

    private static IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }
}
