using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Fusing;

/// <summary>Makes the steps of one graph, and gives each of its values a buffer for as long as it is needed.</summary>
internal sealed class GraphFuser
{
    private readonly FlatGraph graph;
    private readonly List<Chain> chains;
    private readonly int[] lastUse;
    private readonly int?[] buffers;
    private readonly SortedSet<int> free = [];
    private int count;

    private GraphFuser(Graph graph, int input)
    {
        this.graph = new FlatGraph(graph);
        chains = ChainsOf(this.graph);
        lastUse = LastUses();
        buffers = new int?[this.graph.Operations.Count + 1];
        buffers[0] = input;
        count = input + 1;
    }

    /// <summary>The steps of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The buffer of what it takes: 0, or <see cref="Buffers.Image"/>.</param>
    public static FusedGraph Fuse(Graph graph, int input)
    {
        var fuser = new GraphFuser(graph, input);
        var steps = fuser.chains.Select((chain, place) => fuser.StepOf(chain, place)).ToEquatableArray();
        return new FusedGraph(LayersOf(graph), steps, fuser.buffers[fuser.graph.Output]!.Value);
    }

    /// <summary>A chain stands where its last operation stood: there, everything that it takes is made.</summary>
    private static List<Chain> ChainsOf(FlatGraph graph)
    {
        var made = new List<Chain>();
        var isTaken = new bool[graph.Operations.Count];
        for (var i = 0; i < graph.Operations.Count; i++)
        {
            if (!isTaken[i])
            {
                made.Add(new Chain(graph, i, isTaken));
            }
        }

        return made.OrderBy(chain => chain.Last).ToList();
    }

    /// <summary>The place of the last chain that takes each value; what the graph gives is taken by whoever comes after.</summary>
    private int[] LastUses()
    {
        var uses = new int[graph.Operations.Count + 1];
        for (var place = 0; place < chains.Count; place++)
        {
            foreach (var value in chains[place].Main.Inputs.Concat(Addends(chains[place])))
            {
                uses[value] = place;
            }
        }

        uses[graph.Output] = chains.Count;
        return uses;
    }

    private static IEnumerable<int> Addends(Chain chain) => chain.After.Where(a => a.Activation is null).Select(a => a.Addend);

    private FusedStep StepOf(Chain chain, int place)
    {
        var from = chain.Main.Inputs.Select(value => buffers[value]!.Value).ToEquatableArray();
        var after = chain.After
            .Select(a => a.Activation is { } activation ? (PostOperation)new PostActivation(activation) : new PostAddition(buffers[a.Addend]!.Value))
            .ToEquatableArray();
        var to = BufferFor(chain, place);
        buffers[chain.Value] = to;
        foreach (var value in chain.Main.Inputs.Concat(Addends(chain)).Where(value => lastUse[value] == place && buffers[value] != to && buffers[value] >= 0))
        {
            free.Add(buffers[value]!.Value);
        }

        return new FusedStep(chain.Main.Operation, chain.Main.Layer, from, to, graph.ShapeOf(chain.Value))
        {
            Norm = chain.Norm, Factor = chain.Factor, CountsBySurvival = chain.CountsBySurvival, After = after,
        };
    }

    /// <summary>
    /// Where a step writes: over what it adds or, number by number, over what it takes, where no one needs that any more; else to a buffer that is free.
    /// </summary>
    private int BufferFor(Chain chain, int place)
    {
        var shape = graph.ShapeOf(chain.Value);
        var inputs = chain.Main.Inputs;
        var overwritten = Addends(chain).Where(value => !inputs.Contains(value) || IsPointwise(chain.Main.Operation))
            .Concat(IsPointwise(chain.Main.Operation) ? inputs : [])
            .Where(value => lastUse[value] == place && buffers[value] >= 0 && graph.ShapeOf(value) == shape)
            .ToList();
        if (overwritten.Count > 0)
        {
            return buffers[overwritten[0]]!.Value;
        }

        if (free.Count == 0)
        {
            free.Add(count++);
        }

        var buffer = free.Min;
        free.Remove(buffer);
        return buffer;
    }

    /// <summary>Whether each number that the operation gives depends on the numbers at its own place alone.</summary>
    private static bool IsPointwise(Operation operation) =>
        operation is Norm { IsGroup: false } or Activation or Add or Scaling or Sigmoid or StochasticDepth;

    private static EquatableArray<string> LayersOf(Graph graph) => graph.Layers
        .SelectMany(layer => layer.Tensors.Select(tensor => Before(layer.Key + "." + tensor.Key)))
        .Distinct()
        .ToEquatableArray();

    private static string Before(string key) => key.Substring(0, key.LastIndexOf('.'));
}
