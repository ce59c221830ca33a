using System;
using System.Collections.Generic;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.Diagrams.Svg;

/// <summary>A layer as it is drawn: a box with text, or the mark where paths join.</summary>
/// <param name="Kind">The class of its box.</param>
/// <param name="Lines">The text in it; none for a join.</param>
/// <param name="Join">What the mark says; null for a box.</param>
internal sealed record LayerBox(string Kind, IReadOnlyList<TextLine> Lines, string? Join)
{
    /// <summary>How high it is.</summary>
    public double Height => Join is null ? SvgCanvas.HeightOf(Lines) : 2 * SvgCanvas.JoinRadius;

    /// <summary>How wide it has to be.</summary>
    public double Width => Join is null ? SvgCanvas.WidthOf(Lines) : SvgCanvas.JoinWidth(Join);

    /// <summary>The box of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="quantity">How its numbers are written.</param>
    public static LayerBox Of(DrawnLayer layer, Func<Quantity, string> quantity) => LayerText.Join(layer.Operation) is { } join
        ? new LayerBox("", [], join)
        : new LayerBox(LayerText.KindOf(layer.Operation), BoxText.Of(layer, quantity), null);

    /// <summary>Draws it.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="centre">Its horizontal centre.</param>
    /// <param name="top">Its upper edge.</param>
    /// <param name="width">The width of boxes here.</param>
    public void Draw(SvgCanvas canvas, double centre, double top, double width)
    {
        if (Join is null)
        {
            canvas.Box(centre, top, width, Kind, Lines);
        }
        else
        {
            canvas.Join(centre, top + SvgCanvas.JoinRadius, Join);
        }
    }
}
