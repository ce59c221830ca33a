using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.Diagrams.Svg;

/// <summary>
/// The layers of a graph: the main path straight down, the first path beside it on its left, further ones on its right. All places are known before
/// anything is drawn, so that what stands around can be laid out.
/// </summary>
internal sealed class GraphDrawing
{
    private const double Gap = 16;
    private const double BareLane = 28;
    private const double Inset = 16;
    private const double Lead = 12;

    private readonly GraphPaths paths;
    private readonly List<LayerBox> main;
    private readonly List<List<LayerBox>> sides;
    private readonly double[] tops;
    private readonly double[] leaves;
    private readonly double boxWidth;
    private readonly double[] sideWidths;

    /// <param name="graph">The graph.</param>
    /// <param name="quantity">How numbers are written.</param>
    public GraphDrawing(Graph graph, Func<Quantity, string> quantity)
    {
        paths = GraphPaths.Of(graph);
        main = paths.Main.Select(layer => LayerBox.Of(layer, quantity)).ToList();
        sides = paths.Sides.Select(side => side.Layers.Select(layer => LayerBox.Of(layer, quantity)).ToList()).ToList();
        boxWidth = main.Select(box => box.Width).Append(0).Max();
        sideWidths = sides.Select(boxes => boxes.Count == 0 ? BareLane : boxes.Max(box => box.Width) + Inset).ToArray();
        tops = new double[main.Count];
        leaves = new double[sides.Count];
        Height = Place();
    }

    /// <summary>Its width.</summary>
    public double Width => Left + boxWidth + sideWidths.Skip(1).Append(0).Max();

    /// <summary>Its height.</summary>
    public double Height { get; }

    private double Left => sideWidths.FirstOrDefault();

    /// <summary>Draws it.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="left">Its left edge.</param>
    /// <param name="top">Its upper edge.</param>
    public void Draw(SvgCanvas canvas, double left, double top)
    {
        var centre = left + Left + (boxWidth / 2);
        var from = top;
        for (var i = 0; i < main.Count; i++)
        {
            canvas.Arrow((centre, from), (centre, top + tops[i]));
            from = top + tops[i] + main[i].Height;
        }

        canvas.Arrow((centre, from), (centre, top + Height));
        for (var i = 0; i < sides.Count; i++)
        {
            DrawSide(canvas, i, centre, top);
        }

        for (var i = 0; i < main.Count; i++)
        {
            main[i].Draw(canvas, centre, top + tops[i], boxWidth);
        }
    }

    private static double HeightOf(List<LayerBox> boxes) => boxes.Sum(box => box.Height) + (Gap * (boxes.Count + 1));

    private double Place()
    {
        var y = 0.0;
        for (var i = 0; i <= main.Count; i++)
        {
            var leaving = Enumerable.Range(0, sides.Count).Where(side => paths.Sides[side].From == i).ToList();
            leaving.ForEach(side => leaves[side] = y + Lead);
            y += Gap + (leaving.Count > 0 || i == 0 ? Lead : 0);
            if (i == main.Count)
            {
                break;
            }

            // What lies beside must have its room before it joins.
            var ends = Enumerable.Range(0, sides.Count).Where(side => paths.Sides[side].Join == i).Select(side => leaves[side] + HeightOf(sides[side]));
            y = ends.Append(y).Max();
            tops[i] = y;
            y += main[i].Height;
        }

        return y;
    }

    private void DrawSide(SvgCanvas canvas, int index, double centre, double top)
    {
        var side = paths.Sides[index];
        var direction = index == 0 ? -1 : 1;
        var lane = centre + (direction * ((boxWidth / 2) + (sideWidths[index] / 2) + (sides[index].Count == 0 ? 0 : Inset / 2)));
        var (start, joinY) = (top + leaves[index], top + tops[side.Join] + SvgCanvas.JoinRadius);
        var join = (centre + (direction * main[side.Join].Width / 2), joinY);
        if (sides[index].Count == 0)
        {
            canvas.Arrow((centre, start), (lane, start), (lane, joinY), join);
            return;
        }

        var boxes = sides[index];
        var y = ((start + joinY) / 2) - ((HeightOf(boxes) - (2 * Gap)) / 2);
        canvas.Arrow((centre, start), (lane, start), (lane, y));
        for (var i = 0; i < boxes.Count; i++)
        {
            boxes[i].Draw(canvas, lane, y, sideWidths[index] - Inset);
            y += boxes[i].Height;
            if (i < boxes.Count - 1)
            {
                canvas.Arrow((lane, y), (lane, y + Gap));
                y += Gap;
            }
        }

        canvas.Arrow((lane, y), (lane, joinY), join);
    }
}
