using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ResNetGen.Core.Findings;

namespace ResNetGen.CodeFixes;

/// <summary>A shortcut that fits in place of one that does not: <c>Shortcut.Identity</c> to <c>Shortcut.Projection</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShortcutFix))]
[Shared]
public sealed class ShortcutFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(FindingCatalogue.ShapesDoNotAdd.Id, FindingCatalogue.PaddingNarrows.Id, FindingCatalogue.SizesRoundApart.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            // Where a width or the family is to blame, there is no shortcut to be written over.
            var meant = diagnostic.Id == FindingCatalogue.SizesRoundApart.Id ? "AverageProjection" : "Projection";
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is MemberAccessExpressionSyntax written)
            {
                var title = $"Use a {(meant == "Projection" ? "projection" : "projection behind an average pool")}";
                context.RegisterCodeFix(SourceEdit.Replace(context.Document, written.Name.Span, meant, title, nameof(ShortcutFix)), diagnostic);
            }
        }
    }
}
