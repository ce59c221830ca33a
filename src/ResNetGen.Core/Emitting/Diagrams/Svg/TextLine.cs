namespace ResNetGen.Core.Emitting.Diagrams.Svg;

/// <summary>A line of text in a box.</summary>
/// <param name="Text">The text.</param>
/// <param name="Style">How it looks.</param>
internal sealed record TextLine(string Text, TextStyle Style)
{
    /// <summary>Its width in pixels, in a wide font.</summary>
    public double Width => TextWidth.Of(Text, Style);
}
