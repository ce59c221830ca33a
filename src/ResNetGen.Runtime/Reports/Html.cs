using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Reports;

/// <summary>Text that is HTML already. Everything else that goes into it is escaped: <see cref="HtmlHandler"/>.</summary>
/// <param name="Text">The HTML.</param>
internal readonly record struct Html(string Text)
{
    /// <summary>Nothing.</summary>
    public static Html None { get; } = new("");

    /// <summary>The HTML of an interpolated string: what is written is HTML, what is put in is text and escaped, unless it is <see cref="Html"/>.</summary>
    public static Html Of(HtmlHandler text) => new(text.ToString());

    /// <summary>One after another, each on a line of its own.</summary>
    public static Html Join(IEnumerable<Html> parts) => new(string.Join('\n', parts.Select(part => part.Text)));

    /// <inheritdoc/>
    public override string ToString() => Text;
}
