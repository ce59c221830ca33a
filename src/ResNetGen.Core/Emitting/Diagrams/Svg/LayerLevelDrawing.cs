using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.Diagrams.Svg;

/// <summary>
/// A network's layers: a card for the stem, one for each structure of unit with the stages that have it, one for what stands beside and behind stages, one for
/// the head. It does not grow with depth.
/// </summary>
internal static class LayerLevelDrawing
{
    private const double Margin = 20;
    private const double CardGap = 16;
    private const double MostWidth = 1200;
    private const double Growth = 1.15;
    private const double HeaderHeight = 66;

    /// <summary>The diagram as an SVG file.</summary>
    public static string Write(string name, NetworkPlan plan)
    {
        var canvas = new SvgCanvas();
        canvas.Text(Margin, 34, name, TextStyle.Title);
        canvas.Text(Margin, 54, LayerText.Subtitle(plan), TextStyle.Body);
        var (x, bottom) = (Margin, 0.0);
        foreach (var column in Columns(DiagramPart.Of(plan).Select(Card.Of).ToList()))
        {
            var y = Margin + HeaderHeight;
            foreach (var card in column)
            {
                card.Draw(canvas, x, y);
                y += card.Height + CardGap;
            }

            (x, bottom) = (x + column.Max(card => card.Width) + CardGap, Math.Max(bottom, y));
        }

        var width = Math.Max(x - CardGap, Margin + new TextLine(LayerText.Subtitle(plan), TextStyle.Body).Width) + Margin;
        return canvas.Write(width, bottom - CardGap + Margin, DiagramText.Title(name, plan), DiagramText.Description(plan));
    }

    /// <summary>The cards in columns: as high as the highest card, or higher where they would be too wide beside each other.</summary>
    private static List<List<Card>> Columns(List<Card> cards)
    {
        var height = cards.Max(card => card.Height);
        while (true)
        {
            var columns = Columns(cards, height);
            if (columns.Count == 1 || columns.Sum(column => column.Max(card => card.Width) + CardGap) - CardGap + (2 * Margin) <= MostWidth)
            {
                return columns;
            }

            height *= Growth;
        }
    }

    private static List<List<Card>> Columns(List<Card> cards, double height)
    {
        var columns = new List<List<Card>>();
        var filled = double.PositiveInfinity;
        foreach (var card in cards)
        {
            if (filled + CardGap + card.Height > height)
            {
                columns.Add([]);
                filled = -CardGap;
            }

            columns[columns.Count - 1].Add(card);
            filled += CardGap + card.Height;
        }

        return columns;
    }
}
