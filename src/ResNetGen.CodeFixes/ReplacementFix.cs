using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ResNetGen.Core.Findings;

namespace ResNetGen.CodeFixes;

/// <summary>Puts in place of the underlined characters what the compiler says would do: the nearest depths, the name that was meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReplacementFix))]
[Shared]
public sealed class ReplacementFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = FindingCatalogue.All.Select(kind => kind.Id).ToImmutableArray();

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics.Where(d => d.Location.IsInSource))
        {
            var place = 0;
            foreach (var text in Replacement.In(diagnostic.Properties))
            {
                // The key is the place among the replacements, so that "the first of all" can be taken everywhere at once.
                context.RegisterCodeFix(
                    SourceEdit.Replace(context.Document, diagnostic.Location.SourceSpan, text, $"Write {text}", Replacement.KeyOf(place++)), diagnostic);
            }
        }

        return Task.CompletedTask;
    }
}
