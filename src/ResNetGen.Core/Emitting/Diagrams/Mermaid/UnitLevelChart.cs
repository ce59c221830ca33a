using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.Diagrams.Mermaid;

/// <summary>A network from top to bottom: a box for each layer of stem and head and for each run of units, and their shortcuts.</summary>
internal sealed class UnitLevelChart
{
    private readonly MermaidWriter writer;
    private string last;
    private Shape shape;

    private UnitLevelChart(string name, NetworkPlan plan)
    {
        writer = new MermaidWriter(DiagramText.Title(name, plan));
        last = writer.End("image");
        shape = plan.Input;
    }

    /// <summary>The chart.</summary>
    public static string Write(string name, NetworkPlan plan)
    {
        var chart = new UnitLevelChart(name, plan);
        chart.Layers(plan.Stem);
        foreach (var stage in plan.Stages)
        {
            chart.Stage(stage);
        }

        chart.Layers(plan.Head);
        chart.Go(chart.writer.End(plan.Result.Replace(" x ", " × ")), plan.Output);
        return chart.writer.Write();
    }

    private static List<string> ShortTexts(IEnumerable<DrawnLayer> layers) =>
        layers.Select(layer => layer.Operation).Where(LayerText.IsProminent).Select(LayerText.Short).DefaultIfEmpty("norm").ToList();

    private void Go(string node, Shape output)
    {
        writer.Arrow(last, node, LayerText.Of(shape));
        (last, shape) = (node, output);
    }

    private void Layers(Graph graph)
    {
        foreach (var layer in DrawnLayer.Of(graph).Select(l => l.Operation).Where(LayerText.IsProminent))
        {
            Go(writer.Box(LayerText.KindOf(layer), LayerText.Short(layer)), layer.Output);
        }
    }

    private void Stage(StagePlan stage)
    {
        var (before, input) = (last, shape);
        writer.Open($"{stage.Key}: {LayerText.Cost(stage.Parameters)} parameters, {LayerText.Cost(stage.MultiplyAdds)} multiply-adds");
        foreach (var group in UnitGroup.Of(stage))
        {
            Units(group);
        }

        if (stage.Around is { } around)
        {
            var join = writer.Join("+");
            Go(join, shape);
            Pass(before, join, DrawnLayer.Of(around), input);
        }

        if (stage.Transition is { } transition)
        {
            Layers(transition);
        }

        writer.Close();
    }

    private void Units(UnitGroup group)
    {
        var (before, input) = (last, shape);
        var lines = LayerText.Lines(group).ToList();
        lines[0] = string.Format(CultureInfo.InvariantCulture, "{0} × {1}", lines[0], group.Count);
        var output = group.Last.Graph.Output;
        Go(writer.Box("unit", lines), output);
        var paths = GraphPaths.Of(group.First.Graph);
        if (paths.Sides.Count > 0)
        {
            var join = writer.Join(LayerText.Join(paths.Main[paths.Sides[0].Join].Operation)!);
            writer.Arrow(last, join);
            last = join;
            Pass(before, join, paths.Sides.SelectMany(side => side.Layers).ToList(), input);
        }
    }

    /// <summary>A path from before units to where it joins what they give.</summary>
    private void Pass(string from, string join, IReadOnlyList<DrawnLayer> layers, Shape input)
    {
        if (layers.Count == 0)
        {
            writer.Arrow(from, join, "identity");
            return;
        }

        var box = writer.Box("other", ShortTexts(layers));
        writer.Arrow(from, box, LayerText.Of(input));
        writer.Arrow(box, join);
    }
}
