using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Core.Emitting.Diagrams.Svg;

/// <summary>A part of a network with its name, lines of text and its layers.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Lines">What is said of it.</param>
/// <param name="Layers">Its layers.</param>
internal sealed record Card(string Title, IReadOnlyList<string> Lines, GraphDrawing Layers)
{
    private const double Padding = 14;

    /// <summary>Its width.</summary>
    public double Width => Math.Ceiling((2 * Padding) + Lines.Select(line => TextWidth.Of(line, TextStyle.Quiet)).Append(TextWidth.Of(Title, TextStyle.Name)).Append(Layers.Width).Max());

    /// <summary>Its height.</summary>
    public double Height => TextHeight + Layers.Height + Padding;

    private double TextHeight => Padding + TextStyle.Name.LineHeight + (Lines.Count * TextStyle.Quiet.LineHeight) + 4;

    /// <summary>The card of a part.</summary>
    public static Card Of(DiagramPart part) => new(part.Title, part.Lines, new GraphDrawing(part.Graph, part.Text));

    /// <summary>Draws it.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="left">Its left edge.</param>
    /// <param name="top">Its upper edge.</param>
    public void Draw(SvgCanvas canvas, double left, double top)
    {
        canvas.Panel(left, top, Width, Height, "panel");
        canvas.Text(left + Padding, top + Padding + 11, Title, TextStyle.Name);
        var y = top + Padding + TextStyle.Name.LineHeight;
        foreach (var line in Lines)
        {
            y += TextStyle.Quiet.LineHeight;
            canvas.Text(left + Padding, y - 5, line, TextStyle.Quiet);
        }

        Layers.Draw(canvas, left + ((Width - Layers.Width) / 2), top + TextHeight);
    }
}
