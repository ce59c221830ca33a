using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ResNetGen.Core.Findings;

namespace ResNetGen.CodeFixes;

/// <summary>Makes a network's class partial, and the types around it: each in all of its parts.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartialFix))]
[Shared]
public sealed class PartialFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(FindingCatalogue.NotPartial.Id, FindingCatalogue.EnclosingNotPartial.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent is TypeDeclarationSyntax type)
            {
                var isNested = type.Parent is TypeDeclarationSyntax;
                var title = $"Make '{type.Identifier.ValueText}'{(isNested ? " and the types around it" : "")} partial";
                context.RegisterCodeFix(CodeAction.Create(title, cancellation => MakePartialAsync(context.Document, type, cancellation), nameof(PartialFix)), diagnostic);
            }
        }
    }

    private static async Task<Solution> MakePartialAsync(Document document, TypeDeclarationSyntax type, CancellationToken cancellation)
    {
        var solution = document.Project.Solution;
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null)
        {
            return solution;
        }

        var declarations = type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>()
            .Select(t => model.GetDeclaredSymbol(t, cancellation))
            .SelectMany(symbol => symbol is null ? ImmutableArray<SyntaxReference>.Empty : symbol.DeclaringSyntaxReferences)
            .Select(reference => reference.GetSyntax(cancellation))
            .OfType<TypeDeclarationSyntax>()
            .Where(declaration => !declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
        foreach (var file in declarations.GroupBy(declaration => declaration.SyntaxTree))
        {
            if (solution.GetDocument(file.Key) is { } changed)
            {
                // 'partial' stands last of the modifiers, right before 'class'. Text keeps comments and line ends as they are.
                var text = await changed.GetTextAsync(cancellation).ConfigureAwait(false);
                var changes = file.OrderBy(d => d.Keyword.SpanStart).Select(d => new TextChange(new TextSpan(d.Keyword.SpanStart, 0), "partial "));
                solution = solution.WithDocumentText(changed.Id, text.WithChanges(changes));
            }
        }

        return solution;
    }
}
