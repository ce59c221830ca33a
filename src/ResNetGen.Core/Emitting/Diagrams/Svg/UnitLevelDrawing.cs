using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting.Diagrams.Svg;

/// <summary>
/// A network from top to bottom: a box for each layer of stem and head and for each run of units, with the paths that pass these by on their left and what
/// they cost on their right. It does not grow with depth.
/// </summary>
internal sealed class UnitLevelDrawing
{
    private const double Margin = 20;
    private const double Inset = 12;
    private const double ArrowLength = 30;
    private const double Lane = 26;
    private const double CostWidth = 96;

    private readonly SvgCanvas canvas = new();
    private readonly string name;
    private readonly NetworkPlan plan;
    private readonly double boxWidth;
    private readonly double sideWidth;
    private readonly double aroundWidth;
    private readonly double timesWidth;
    private readonly double width;
    private readonly double centre;
    private double y;

    private UnitLevelDrawing(string name, NetworkPlan plan)
    {
        this.name = name;
        this.plan = plan;
        var groups = plan.Stages.SelectMany(UnitGroup.Of).ToList();
        boxWidth = groups.Select(BoxText.Of).Concat(OuterLayers().Select(LinesOf)).Select(SvgCanvas.WidthOf).Append(150).Max();
        sideWidth = groups.Select(g => SidesWidth(GraphPaths.Of(g.First.Graph))).Append(0).Max();
        aroundWidth = plan.Stages.Where(s => s.Around is not null).Select(s => AroundWidth(s.Around!)).Append(0).Max();
        timesWidth = groups.Select(g => TextWidth.Of(Times(g), TextStyle.Name)).Max() + 12;
        centre = Margin + Inset + aroundWidth + sideWidth + Inset + (boxWidth / 2);
        width = Math.Max(
            centre + (boxWidth / 2) + timesWidth + (2 * CostWidth) + Inset + Margin,
            (2 * Margin) + new[] { new TextLine(name, TextStyle.Title), new TextLine(LayerText.Subtitle(plan), TextStyle.Body) }.Max(line => line.Width));
    }

    /// <summary>The diagram as an SVG file.</summary>
    public static string Write(string name, NetworkPlan plan) => new UnitLevelDrawing(name, plan).Write();

    private string Write()
    {
        canvas.Text(Margin, 34, name, TextStyle.Title);
        canvas.Text(Margin, 54, LayerText.Subtitle(plan), TextStyle.Body);
        y = 92;
        canvas.Text(width - Margin - Inset - CostWidth, y - 8, "parameters", TextStyle.Quiet, "end");
        canvas.Text(width - Margin - Inset, y - 8, "multiply-adds", TextStyle.Quiet, "end");
        End("image");
        Flow(plan.Input);
        Layers(plan.Stem);
        foreach (var stage in plan.Stages)
        {
            Stage(stage);
            Flow(stage.Output);
        }

        Layers(plan.Head);
        End(plan.Result.Replace(" x ", " × "));
        return canvas.Write(width, y + Margin, DiagramText.Title(name, plan), DiagramText.Description(plan));
    }

    private static string Times(UnitGroup group) => string.Format(CultureInfo.InvariantCulture, "× {0}", group.Count);

    private static double SidesWidth(GraphPaths paths) => paths.Sides.SelectMany(Operations).ToList() is { Count: > 0 } operations
        ? SvgCanvas.WidthOf(SideLines(operations)) + Inset
        : paths.Sides.Count == 0 ? 0 : Lane;

    private static double AroundWidth(Graph around) => Lane + (around.Operations.Count == 0 ? 0 : SvgCanvas.WidthOf(SideLines(OperationsOf(around))) - Inset);

    private static List<TextLine> SideLines(List<Operation> operations) =>
        operations.Where(LayerText.IsProminent).DefaultIfEmpty(operations[0]).Select(o => new TextLine(LayerText.Short(o), TextStyle.Quiet)).ToList();

    private static List<Operation> Operations(SidePath side) => side.Layers.Select(layer => layer.Operation).ToList();

    private static List<Operation> OperationsOf(Graph graph) => DrawnLayer.Of(graph).Select(layer => layer.Operation).ToList();

    private static IReadOnlyList<TextLine> LinesOf(Operation layer) => [new TextLine(LayerText.Short(layer), TextStyle.Body)];

    // A head without layers still shows the norm that stands there; it is all that a headless pre-activation network has.
    private static IEnumerable<Operation> Shown(Graph graph) => OperationsOf(graph).Where(LayerText.IsProminent);

    private IEnumerable<Operation> OuterLayers() => plan.OuterGraphs.SelectMany(Shown);

    private void End(string text)
    {
        var lines = new[] { new TextLine(text, TextStyle.Body) };
        canvas.Box(centre, y, Math.Max(90, SvgCanvas.WidthOf(lines)), "end", lines);
        y += SvgCanvas.HeightOf(lines);
    }

    /// <summary>An arrow to the next thing, with the shape of what flows there.</summary>
    private void Flow(Shape shape)
    {
        canvas.Arrow((centre, y), (centre, y + ArrowLength));
        canvas.Text(centre + 10, y + (ArrowLength / 2) + 4, LayerText.Of(shape), TextStyle.Quiet);
        y += ArrowLength;
    }

    private void Layers(Graph graph)
    {
        var costs = OperationsOf(graph);
        foreach (var layer in Shown(graph))
        {
            Layer(layer, costs);
            Flow(layer.Output);
        }
    }

    /// <param name="layer">The layer.</param>
    /// <param name="among">The layers of its graph; norms that are not shown count for the one that is shown before them.</param>
    private void Layer(Operation layer, IReadOnlyList<Operation> among)
    {
        var lines = LinesOf(layer);
        canvas.Box(centre, y, boxWidth, LayerText.KindOf(layer), lines);
        var height = SvgCanvas.HeightOf(lines);
        var behind = among.SkipWhile(o => !ReferenceEquals(o, layer)).Skip(1).TakeWhile(o => !LayerText.IsProminent(o));
        var before = ReferenceEquals(layer, among.FirstOrDefault(LayerText.IsProminent)) ? among.TakeWhile(o => !ReferenceEquals(o, layer)) : [];
        var together = before.Append(layer).Concat(behind).ToList();
        Costs(y + (height / 2) + 4, together.Sum(o => o.Parameters), together.Sum(o => o.MultiplyAdds), TextStyle.Quiet);
        y += height;
    }

    private void Costs(double baseline, long parameters, long multiplyAdds, TextStyle style)
    {
        if (parameters > 0)
        {
            canvas.Text(width - Margin - Inset - CostWidth, baseline, LayerText.Cost(parameters), style, "end");
        }

        if (multiplyAdds > 0)
        {
            canvas.Text(width - Margin - Inset, baseline, LayerText.Cost(multiplyAdds), style, "end");
        }
    }

    private void Stage(StagePlan stage)
    {
        var groups = UnitGroup.Of(stage);
        var (top, height) = (y, StageHeight(stage, groups));
        canvas.Panel(Margin, top, width - (2 * Margin), height, "panel");
        canvas.Text(Margin + Inset, top + 20, stage.Key, TextStyle.Name);
        Costs(top + 20, stage.Parameters, stage.MultiplyAdds, TextStyle.Body);

        // The line from outside goes on to the first unit.
        canvas.Line((centre, y), (centre, y + Inset + TextStyle.Name.LineHeight));
        y += Inset + TextStyle.Name.LineHeight;
        var leaves = y;
        y += stage.Around is null ? 0 : Inset;
        for (var i = 0; i < groups.Count; i++)
        {
            if (i > 0)
            {
                Flow(groups[i].First.Graph.Input);
            }

            Units(groups[i], showsCosts: groups.Count > 1 || stage.Beside.Any());
        }

        if (stage.Around is not null)
        {
            Around(stage.Around, leaves);
        }

        if (stage.Transition is not null)
        {
            Flow(stage.UnitOutput);
            var shown = Shown(stage.Transition).ToList();
            for (var i = 0; i < shown.Count; i++)
            {
                if (i > 0)
                {
                    Flow(shown[i - 1].Output);
                }

                Layer(shown[i], OperationsOf(stage.Transition));
            }
        }

        y = top + height;
        canvas.Line((centre, y - Inset), (centre, y));
    }

    private static double StageHeight(StagePlan stage, IReadOnlyList<UnitGroup> groups)
    {
        var transition = stage.Transition is null ? [] : Shown(stage.Transition).ToList();
        return Inset + TextStyle.Name.LineHeight
            + groups.Sum(UnitsHeight) + ((groups.Count - 1) * ArrowLength)
            + (stage.Around is null ? 0 : Inset + ArrowLength + (2 * SvgCanvas.JoinRadius))
            + transition.Sum(layer => ArrowLength + SvgCanvas.HeightOf(LinesOf(layer)))
            + Inset;
    }

    private static double UnitsHeight(UnitGroup group)
    {
        var paths = GraphPaths.Of(group.First.Graph);
        return SvgCanvas.HeightOf(BoxText.Of(group)) + (paths.Sides.Count == 0 ? 0 : Inset + Lane + SvgCanvas.JoinRadius + 4) + 12;
    }

    /// <summary>Units in a row, drawn once, with what passes one of them by.</summary>
    private void Units(UnitGroup group, bool showsCosts)
    {
        var paths = GraphPaths.Of(group.First.Graph);
        var lines = BoxText.Of(group);
        var (top, height) = (y, UnitsHeight(group));
        if (group.Count > 1)
        {
            var left = LaneOf(paths) - (Math.Max(Lane, SidesWidth(paths)) / 2);
            canvas.Panel(left, top, centre + (boxWidth / 2) + timesWidth - left, height, "frame");
        }

        var boxTop = top + 6 + (paths.Sides.Count == 0 ? 0 : Inset);
        var boxHeight = SvgCanvas.HeightOf(lines);
        canvas.Arrow((centre, top), (centre, boxTop));
        canvas.Box(centre, boxTop, boxWidth, "unit", lines);
        if (group.Count > 1)
        {
            canvas.Text(centre + (boxWidth / 2) + 6, boxTop + (boxHeight / 2) + 5, Times(group), TextStyle.Name);
        }

        if (showsCosts)
        {
            Costs(boxTop + (boxHeight / 2) + 4, group.Parameters, group.MultiplyAdds, TextStyle.Quiet);
        }

        var bottom = boxTop + boxHeight;
        if (paths.Sides.Count > 0)
        {
            var joinY = bottom + Lane - SvgCanvas.JoinRadius + 4;
            Shortcut(paths, top + 6, boxTop, joinY);
            bottom = joinY + SvgCanvas.JoinRadius;
        }

        canvas.Line((centre, bottom), (centre, top + height));
        y = top + height;
    }

    /// <summary>Where what passes a unit by goes down.</summary>
    private double LaneOf(GraphPaths paths) => centre - (boxWidth / 2) - (SidesWidth(paths) / 2) - (Inset / 2);

    /// <summary>What passes a unit by: its first path that takes another way, or the identity.</summary>
    private void Shortcut(GraphPaths paths, double leavesY, double boxTop, double joinY)
    {
        var join = LayerText.Join(paths.Main[paths.Sides[0].Join].Operation)!;
        canvas.Arrow((centre, joinY - Lane - 4 + SvgCanvas.JoinRadius), (centre, joinY - SvgCanvas.JoinRadius));
        var joinLeft = centre - (SvgCanvas.JoinWidth(join) / 2);
        var laneX = LaneOf(paths);
        canvas.Arrow((centre, leavesY), (laneX, leavesY), (laneX, joinY), (joinLeft, joinY));
        canvas.Join(centre, joinY, join);
        var operations = paths.Sides.SelectMany(Operations).ToList();
        if (operations.Count > 0)
        {
            var lines = SideLines(operations);
            var height = SvgCanvas.HeightOf(lines);
            canvas.Box(laneX, ((boxTop + joinY) / 2) - (height / 2) - 4, SvgCanvas.WidthOf(lines), "other", lines);
        }
    }

    /// <summary>What passes all units of a stage by.</summary>
    private void Around(Graph around, double leaves)
    {
        canvas.Arrow((centre, y), (centre, y + ArrowLength));
        var joinY = y + ArrowLength + SvgCanvas.JoinRadius;
        var laneX = Margin + Inset + (aroundWidth / 2);
        canvas.Line((centre, leaves), (centre, leaves + Inset));
        canvas.Arrow((centre, leaves), (laneX, leaves), (laneX, joinY), (centre - SvgCanvas.JoinRadius, joinY));
        canvas.Join(centre, joinY, "+");
        if (around.Operations.Count > 0)
        {
            var lines = SideLines(OperationsOf(around));
            canvas.Box(laneX, ((leaves + joinY) / 2) - (SvgCanvas.HeightOf(lines) / 2), SvgCanvas.WidthOf(lines), "other", lines);
        }

        y = joinY + SvgCanvas.JoinRadius;
    }
}
