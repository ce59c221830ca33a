using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Text;

namespace ResNetGen.CodeFixes;

/// <summary>Changes of a source's text, which keep comments and line ends as they are.</summary>
internal static class SourceEdit
{
    /// <summary>Puts a text in place of some characters.</summary>
    /// <param name="document">The source.</param>
    /// <param name="span">The characters.</param>
    /// <param name="text">The text.</param>
    /// <param name="title">What the editor offers.</param>
    /// <param name="key">What such changes have in common, so that all can be made at once.</param>
    public static CodeAction Replace(Document document, TextSpan span, string text, string title, string key) => CodeAction.Create(
        title,
        async cancellation => document.WithText((await document.GetTextAsync(cancellation).ConfigureAwait(false)).WithChanges(new TextChange(span, text))),
        key);
}
