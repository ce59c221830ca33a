using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ResNetGen.Core.Findings;

namespace ResNetGen.Generator.Reading;

/// <summary>Places, which are values, of Roslyn's locations, which hold syntax trees.</summary>
internal static class Places
{
    public static Place PlaceOf(this SyntaxToken token) => PlaceOf(token.SyntaxTree!, token.Span);

    public static Place PlaceOf(this SyntaxNode node) => PlaceOf(node.SyntaxTree, node.Span);

    public static Place PlaceOf(SyntaxTree tree, TextSpan span)
    {
        var lines = tree.GetLineSpan(span).Span;
        return new Place(
            tree.FilePath, span.Start, span.Length, lines.Start.Line, lines.Start.Character, lines.End.Line, lines.End.Character);
    }
}
