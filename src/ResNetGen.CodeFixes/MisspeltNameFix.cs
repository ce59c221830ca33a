using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ResNetGen.Core.Reading;

namespace ResNetGen.CodeFixes;

/// <summary>
/// For misspelt names that the compiler itself finds, knowing nothing of what was meant: options, <c>[ResNet(Dpeth = 20)]</c>, and choices,
/// <c>Unit.Bottlenek</c>.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MisspeltNameFix))]
[Shared]
public sealed class MisspeltNameFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("CS0246", "CS0117");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            if (root.FindToken(diagnostic.Location.SourceSpan.Start).Parent is IdentifierNameSyntax name
                && Spelling.Nearest(name.Identifier.ValueText, NamesInPlaceOf(name, model)) is { } meant)
            {
                context.RegisterCodeFix(SourceEdit.Replace(context.Document, name.Span, meant, $"Write {meant}", nameof(MisspeltNameFix)), diagnostic);
            }
        }
    }

    private static IEnumerable<string> NamesInPlaceOf(IdentifierNameSyntax name, SemanticModel model) => name.Parent switch
    {
        NameEqualsSyntax { Parent.Parent.Parent: AttributeSyntax attribute } when AttributeType(model, attribute) is { Name: "ResNetAttribute" } type && IsOurs(type) =>
            type.GetMembers().OfType<IPropertySymbol>().Where(p => p.SetMethod is not null).Select(p => p.Name),
        MemberAccessExpressionSyntax access when access.Name == name && model.GetSymbolInfo(access.Expression).Symbol is INamedTypeSymbol { TypeKind: TypeKind.Enum } type && IsOurs(type) =>
            type.GetMembers().OfType<IFieldSymbol>().Select(choice => choice.Name),
        _ => [],
    };

    private static bool IsOurs(INamedTypeSymbol type) => type.ContainingNamespace is { Name: "ResNetGen", ContainingNamespace.IsGlobalNamespace: true };

    // With an argument that it does not have, the attribute's constructor is only a candidate.
    private static INamedTypeSymbol? AttributeType(SemanticModel model, AttributeSyntax attribute)
    {
        var symbol = model.GetSymbolInfo(attribute);
        return model.GetTypeInfo(attribute).Type as INamedTypeSymbol ?? (symbol.Symbol ?? symbol.CandidateSymbols.FirstOrDefault())?.ContainingType;
    }
}
