using System;
using System.Collections.Generic;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.Diagrams.Mermaid;

/// <summary>A network's layers: stem, each structure of unit with the stages that have it, what stands beside and behind stages, head, each in a box of its own.</summary>
internal sealed class LayerLevelChart
{
    private readonly MermaidWriter writer;

    private LayerLevelChart(MermaidWriter writer) => this.writer = writer;

    /// <summary>The chart.</summary>
    public static string Write(string name, NetworkPlan plan)
    {
        var chart = new LayerLevelChart(new MermaidWriter(DiagramText.Title(name, plan)));
        foreach (var part in DiagramPart.Of(plan))
        {
            chart.Part(part);
        }

        return chart.writer.Write();
    }

    private void Part(DiagramPart part)
    {
        writer.Open(part.Title);
        var paths = GraphPaths.Of(part.Graph);

        // Titles of boxes around boxes have room for one line.
        var nodes = new List<string> { writer.Box("ending", part.Lines) };
        foreach (var layer in paths.Main)
        {
            var node = Node(layer, part.Text);
            writer.Arrow(nodes[nodes.Count - 1], node);
            nodes.Add(node);
        }

        writer.Arrow(nodes[nodes.Count - 1], writer.End("out"));
        foreach (var side in paths.Sides)
        {
            var last = nodes[side.From];
            foreach (var layer in side.Layers)
            {
                var node = Node(layer, part.Text);
                writer.Arrow(last, node);
                last = node;
            }

            writer.Arrow(last, nodes[side.Join + 1]);
        }

        writer.Close();
    }

    private string Node(DrawnLayer layer, Func<Quantity, string> quantity) => LayerText.Join(layer.Operation) is { } join
        ? writer.Join(join)
        : writer.Box(LayerText.KindOf(layer.Operation), LayerText.Lines(layer, quantity));
}
