using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ResNetGen.Core.Reading;

namespace ResNetGen.CodeFixes;

/// <summary>For a misspelt name in the attribute, <c>[ResNet(Dpeth = 20)]</c>: the compiler finds it, and knows nothing of what was meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OptionNameFix))]
[Shared]
public sealed class OptionNameFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("CS0246");

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
            if (root.FindToken(diagnostic.Location.SourceSpan.Start).Parent is IdentifierNameSyntax { Parent: NameEqualsSyntax { Parent.Parent.Parent: AttributeSyntax attribute } } name
                && AttributeType(model, attribute) is { Name: "ResNetAttribute", ContainingNamespace: { Name: "ResNetGen", ContainingNamespace.IsGlobalNamespace: true } } type
                && Spelling.Nearest(name.Identifier.ValueText, type.GetMembers().OfType<IPropertySymbol>().Where(p => p.SetMethod is not null).Select(p => p.Name)) is { } meant)
            {
                context.RegisterCodeFix(SourceEdit.Replace(context.Document, name.Span, meant, $"Write {meant}", nameof(OptionNameFix)), diagnostic);
            }
        }
    }

    // With an argument that it does not have, the attribute's constructor is only a candidate.
    private static INamedTypeSymbol? AttributeType(SemanticModel model, AttributeSyntax attribute)
    {
        var symbol = model.GetSymbolInfo(attribute);
        return model.GetTypeInfo(attribute).Type as INamedTypeSymbol ?? (symbol.Symbol ?? symbol.CandidateSymbols.FirstOrDefault())?.ContainingType;
    }
}
