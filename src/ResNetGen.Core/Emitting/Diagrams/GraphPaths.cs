using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.Diagrams;

/// <summary>A graph as it is drawn: one path straight down, and paths beside it that leave it and join it again.</summary>
/// <param name="Main">The layers that each take first what the one before gives.</param>
/// <param name="Sides">The paths beside it.</param>
internal sealed record GraphPaths(IReadOnlyList<DrawnLayer> Main, IReadOnlyList<SidePath> Sides)
{
    /// <summary>The paths of a graph.</summary>
    public static GraphPaths Of(Graph graph)
    {
        var values = new List<int> { graph.Operations.Count };
        while (values[values.Count - 1] is var value && value > 0)
        {
            values.Add(graph.MakerOf(value)!.Inputs[0]);
        }

        // How many layers make each value of the main path.
        values.Reverse();
        var main = new List<DrawnLayer>();
        var places = new Dictionary<int, int> { [0] = 0 };
        var sides = new List<SidePath>();
        foreach (var value in values.Skip(1))
        {
            var maker = graph.MakerOf(value)!;
            sides.AddRange(maker.Inputs.Skip(1).Select(input => SideOf(graph, input, places, main.Count)));
            main.AddRange(DrawnLayer.Of(maker));
            places[value] = main.Count;
        }

        return new GraphPaths(main, sides);
    }

    private static SidePath SideOf(Graph graph, int input, Dictionary<int, int> places, int join)
    {
        var layers = new List<DrawnLayer>();
        var from = input;
        while (!places.ContainsKey(from))
        {
            var maker = graph.MakerOf(from)!;
            layers.InsertRange(0, DrawnLayer.Of(maker));
            from = maker.Inputs[0];
        }

        return new SidePath(places[from], join, layers);
    }
}
