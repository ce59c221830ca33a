using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ResNetGen.Core.Emitting.CSharp;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Values;
using ResNetGen.Generator.Models;

namespace ResNetGen.Generator.Reading;

/// <summary>Reads the user's part of a network's class, and finds what keeps it from being completed.</summary>
internal sealed class ClassReader
{
    private readonly INamedTypeSymbol symbol;
    private readonly List<TypeDeclarationSyntax> declarations;
    private readonly List<Finding> findings = [];

    private ClassReader(INamedTypeSymbol symbol)
    {
        this.symbol = symbol;
        declarations = DeclarationsOf(symbol);
    }

    public static NetworkClass Read(INamedTypeSymbol symbol, Compilation compilation)
    {
        var reader = new ClassReader(symbol);
        var isPartial = reader.FindMissingPartial();
        var hasKind = reader.FindWrongKind();
        return new NetworkClass(
            reader.Shell(compilation),
            reader.declarations[0].Identifier.PlaceOf(),
            reader.Members(),
            CanBeCompleted: isPartial && !symbol.IsStatic,
            CanDerive: hasKind,
            reader.Base(),
            reader.findings.ToEquatableArray());
    }

    private bool FindMissingPartial()
    {
        var isPartial = IsPartial(declarations);
        if (!isPartial)
        {
            findings.Add(new Finding(FindingCatalogue.NotPartial, declarations[0].Identifier.PlaceOf(), symbol.Name));
        }

        for (var outer = symbol.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            var parts = DeclarationsOf(outer);
            if (!IsPartial(parts))
            {
                isPartial = false;
                findings.Add(new Finding(FindingCatalogue.EnclosingNotPartial, parts[0].Identifier.PlaceOf(), outer.Name, symbol.Name));
            }
        }

        return isPartial;
    }

    /// <summary>Whether the class is of a kind that can have a base and a constructor of ours.</summary>
    private bool FindWrongKind()
    {
        var hasKind = true;
        foreach (var declaration in declarations)
        {
            foreach (var modifier in declaration.Modifiers.Where(m => m.IsKind(SyntaxKind.StaticKeyword) || m.IsKind(SyntaxKind.AbstractKeyword)))
            {
                Report(modifier.PlaceOf(), "be " + modifier.Text);
            }

            if (declaration is RecordDeclarationSyntax record)
            {
                hasKind = false;
                Report(record.Keyword.PlaceOf(), "be a record");
            }

            if (declaration is ClassDeclarationSyntax { ParameterList: { } parameters })
            {
                hasKind = false;
                Report(parameters.PlaceOf(), "have a primary constructor");
            }
        }

        if (declarations[0].TypeParameterList is { } typeParameters)
        {
            Report(typeParameters.PlaceOf(), "be generic");
        }

        return hasKind;

        void Report(Place place, string what) => findings.Add(new Finding(FindingCatalogue.ClassKind, place, symbol.Name, what));
    }

    private DeclaredBase? Base()
    {
        // A base that the compiler does not know is its to report.
        if (symbol.BaseType is not { SpecialType: not SpecialType.System_Object } declared || declared.TypeKind == TypeKind.Error)
        {
            return null;
        }

        // The base class stands first, in whichever part names it.
        var syntax = declarations.Select(d => d.BaseList?.Types[0].Type).FirstOrDefault(t => t is not null && LastNameOf(t) == declared.Name);
        return new DeclaredBase(
            new BaseClass(declared.ToDisplayString(), declared.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)),
            syntax?.PlaceOf() ?? declarations[0].Identifier.PlaceOf());
    }

    private static string LastNameOf(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private EquatableArray<DeclaredMember> Members()
    {
        var members = new List<DeclaredMember>();
        foreach (var member in symbol.GetMembers())
        {
            var isConstructor = member is IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.IsEmpty: true };
            if (!member.IsImplicitlyDeclared && (isConstructor || member.CanBeReferencedByName) && member.Locations[0].SourceTree is { } tree)
            {
                members.Add(new DeclaredMember(isConstructor ? GeneratedMembers.Constructor : member.Name, Places.PlaceOf(tree, member.Locations[0].SourceSpan)));
            }
        }

        return members.ToEquatableArray();
    }

    private ClassShell Shell(Compilation compilation)
    {
        var enclosing = new List<INamedTypeSymbol>();
        for (var outer = symbol.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            enclosing.Insert(0, outer);
        }

        var @namespace = symbol.ContainingNamespace;
        return new ClassShell(
            @namespace.IsGlobalNamespace ? "" : @namespace.ToDisplayString(NamespaceNames.PlainFormat),
            enclosing.Select(Enclosing).ToEquatableArray(),
            symbol.Name,
            TypeParametersOf(symbol),
            Modifiers: "",
            symbol.IsRecord ? "record" : "class",
            IsDocumented: declarations.Any(d => d.GetLeadingTrivia().Any(t => t.GetStructure() is DocumentationCommentTriviaSyntax)),
            HidesNames: NamespaceNames.HidesInside(@namespace, compilation, enclosing.Append(symbol))
                || (@namespace.IsGlobalNamespace && NamespaceNames.HidesAt(compilation.GetSemanticModel(declarations[0].SyntaxTree), declarations[0].SpanStart)));
    }

    private static EnclosingType Enclosing(INamedTypeSymbol type)
    {
        var keyword = (type.IsRecord, type.TypeKind) switch
        {
            (true, TypeKind.Struct) => "record struct",
            (true, _) => "record",
            (_, TypeKind.Struct) => "struct",
            (_, TypeKind.Interface) => "interface",
            _ => "class",
        };
        return new EnclosingType(keyword, Identifier.EscapeType(type.Name) + TypeParametersOf(type), type.MetadataName);
    }

    private static string TypeParametersOf(INamedTypeSymbol type) =>
        type.TypeParameters.IsEmpty ? "" : "<" + string.Join(", ", type.TypeParameters.Select(p => Identifier.Escape(p.Name))) + ">";

    private static bool IsPartial(List<TypeDeclarationSyntax> declarations) =>
        declarations.All(d => d.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static List<TypeDeclarationSyntax> DeclarationsOf(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).OfType<TypeDeclarationSyntax>().ToList();
}
