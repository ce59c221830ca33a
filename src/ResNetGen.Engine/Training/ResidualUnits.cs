using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Graphs;

namespace ResNetGen.Engine.Training;

/// <summary>
/// The residual units of a network, as its graph shows them. A unit begins at its input, the last value that all its paths come from, and ends where the paths meet
/// last. In a plain network, which has no shortcuts, two convolutions with all operations up to the next are a unit.
/// </summary>
internal static class ResidualUnits
{
    private const int PlainConvolutions = 2;

    /// <summary>The values within units, by number: all but the inputs and outputs of units, and the values outside.</summary>
    public static bool[] ValuesWithin(NetworkGraph graph)
    {
        var units = Find(graph);
        var within = new bool[graph.Operations.Count + 1];
        foreach (var (input, output) in units.Count > 0 ? units : FindPlain(graph))
        {
            within.AsSpan((input + 1)..output).Fill(true);
        }

        return within;
    }

    // A sum around several units, as a shortcut around a stage makes it, is no unit.
    private static List<(int Input, int Output)> Find(NetworkGraph graph)
    {
        List<(int Input, int Output)> units = [];
        var origins = new int[graph.Operations.Count + 1];
        foreach (var (index, operation) in graph.Operations.Index())
        {
            var input = operation.Inputs.Aggregate((left, right) => Common(origins, left, right));
            origins[index + 1] = input;
            if (operation.Inputs.Distinct().Count() == 1)
            {
                continue;
            }

            // Paths that meet one after another, as branches for groups do, are one unit.
            if (units.Count > 0 && units[^1].Input == input)
            {
                units[^1] = (input, index + 1);
            }
            else if (units.Count == 0 || units[^1].Output <= input)
            {
                units.Add((input, index + 1));
            }
        }

        return units;
    }

    private static List<(int Input, int Output)> FindPlain(NetworkGraph graph)
    {
        int[] inputs = [.. graph.Operations.OfType<Conv2d>().Where((_, number) => number % PlainConvolutions == 0).Select(convolution => convolution.Input)];
        return [.. inputs.Zip(inputs.Skip(1).Append(graph.Operations.Count))];
    }

    /// <summary>The last value that two values both come from by all paths.</summary>
    /// <param name="origins">For each value, the last value before it that all paths to it pass.</param>
    /// <param name="left">One value.</param>
    /// <param name="right">The other value.</param>
    private static int Common(int[] origins, int left, int right)
    {
        while (left != right)
        {
            (left, right) = left > right ? (origins[left], right) : (left, origins[right]);
        }

        return left;
    }
}
