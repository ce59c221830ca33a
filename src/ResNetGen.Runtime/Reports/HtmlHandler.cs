using System;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace ResNetGen.Reports;

/// <summary>Builds HTML out of an interpolated string and escapes what is put into it, for text and for attributes in double quotes alike.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlHandler
{
    private readonly StringBuilder builder;

    /// <summary>An empty one; the compiler says how much it will hold.</summary>
    public HtmlHandler(int literalLength, int formattedCount) => builder = new StringBuilder(literalLength + (16 * formattedCount));

    /// <summary>Adds what the source says.</summary>
    public void AppendLiteral(string value) => builder.Append(value);

    /// <summary>Adds HTML as it is.</summary>
    public void AppendFormatted(Html value) => builder.Append(value.Text);

    /// <summary>Adds text.</summary>
    public void AppendFormatted(string? value) => builder.Append(WebUtility.HtmlEncode(value));

    /// <summary>Adds a number or another value, written alike in all cultures.</summary>
    public void AppendFormatted<T>(T value, string? format = null)
        where T : IFormattable => AppendFormatted(value.ToString(format, CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override string ToString() => builder.ToString();
}
