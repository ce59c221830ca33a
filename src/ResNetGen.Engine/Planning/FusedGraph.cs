using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Graphs;

namespace ResNetGen.Engine.Planning;

/// <summary>What a fused operation does with each value before it is written.</summary>
internal abstract record EpilogueOperation;

/// <summary>An activation function.</summary>
internal sealed record EpilogueActivation(ActivationLayer Activation) : EpilogueOperation;

/// <summary>The addition of another value.</summary>
internal sealed record EpilogueAdd(int Value) : EpilogueOperation;

/// <summary>Operations of a graph that are computed in one pass over memory.</summary>
/// <param name="Main">The first of them.</param>
/// <param name="Inputs">The values that the first reads.</param>
/// <param name="Output">The value that the last makes.</param>
internal sealed record FusedOperation(Operation Main, IReadOnlyList<int> Inputs, int Output)
{
    /// <summary>The batch normalization that is folded into the weights; null for none.</summary>
    public BatchNorm? FoldedNorm { get; init; }

    /// <summary>A constant that is folded into the weights, behind the norm.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>At most an activation, an addition and an activation, in this order.</summary>
    public IReadOnlyList<EpilogueOperation> Epilogue { get; init; } = [];

    /// <summary>The keys of the layers whose tensors the operation uses.</summary>
    public IEnumerable<string> Keys => new[] { Main.Key, FoldedNorm?.Key }.OfType<string>();

    /// <summary>All values that the operation reads.</summary>
    public IEnumerable<int> Reads => Inputs.Concat(Epilogue.OfType<EpilogueAdd>().Select(add => add.Value));
}

/// <summary>A graph for inference: what does nothing in evaluation is left out, norms are folded, and activations and sums are done before a value is written.</summary>
internal sealed class FusedGraph
{
    private FusedGraph(IReadOnlyList<FusedOperation> operations, int output)
    {
        Operations = operations;
        Output = output;
    }

    /// <summary>The operations, in the order in which they are computed.</summary>
    public IReadOnlyList<FusedOperation> Operations { get; }

    /// <summary>The value that is the network's output; 0 for the images themselves.</summary>
    public int Output { get; }

    /// <summary>Fuses the operations of a graph.</summary>
    public static FusedGraph Of(NetworkGraph graph)
    {
        var (operations, output) = WithoutIdentities(graph);
        var readers = operations.SelectMany(pair => pair.Value.Inputs.Select(input => (input, pair.Key))).ToLookup(pair => pair.input, pair => pair.Key);
        var taken = new HashSet<int>();
        var chains = new List<Chain>();
        foreach (var first in operations.Keys.Order())
        {
            if (taken.Add(first))
            {
                var chain = new Chain(operations[first], first);
                while (chain.Last != output && readers[chain.Last].ToList() is [var next] && !taken.Contains(next) && chain.TryAppend(operations[next], next))
                {
                    taken.Add(next);
                }

                chains.Add(chain);
            }
        }

        // A chain stands where its last operation stood: there, everything that it reads has been made.
        return new FusedGraph([.. chains.OrderBy(chain => chain.Last).Select(chain => chain.ToOperation())], output);
    }

    private static (Dictionary<int, (Operation Operation, IReadOnlyList<int> Inputs)> Operations, int Output) WithoutIdentities(NetworkGraph graph)
    {
        var kept = new Dictionary<int, (Operation, IReadOnlyList<int>)>();
        var values = new int[graph.Operations.Count + 1];
        for (var i = 0; i < graph.Operations.Count; i++)
        {
            var operation = graph.Operations[i];
            IReadOnlyList<int> inputs = [.. operation.Inputs.Select(input => values[input])];
            if (operation is Dropout or Pool { Kernel: 1, Stride: 1, Padding: 0 } or Scale { Factor: 1 } or StochasticDepth { SurvivalProbability: 1 } or Subsample { Stride: 1 })
            {
                values[i + 1] = inputs[0];
                continue;
            }

            values[i + 1] = i + 1;
            kept[i + 1] = (operation is StochasticDepth depth ? new Scale(depth.Input, depth.SurvivalProbability) : operation, inputs);
        }

        return (kept, values[^1]);
    }

    /// <summary>Operations that are computed together, as long as their chain can be.</summary>
    private sealed class Chain
    {
        private readonly Operation main;
        private readonly IReadOnlyList<int> inputs;
        private readonly List<EpilogueOperation> epilogue = [];
        private BatchNorm? norm;
        private double factor = 1;

        public Chain((Operation Operation, IReadOnlyList<int> Inputs) first, int value)
        {
            (main, inputs) = first;
            Last = value;
        }

        /// <summary>The value that the chain makes.</summary>
        public int Last { get; private set; }

        private bool FoldsIntoWeights => main is Conv2d or Linear && epilogue.Count == 0;

        private bool HasEpilogue =>
            main is Conv2d or Linear or BatchNorm or GroupNorm or Add or Scale or Gate or SqueezeExcitation or EfficientChannelAttention;

        public bool TryAppend((Operation Operation, IReadOnlyList<int> Inputs) next, int value)
        {
            switch (next.Operation)
            {
                case BatchNorm folded when FoldsIntoWeights && norm is null && factor is 1:
                    norm = folded;
                    break;
                case Scale scale when FoldsIntoWeights:
                    factor *= scale.Factor;
                    break;
                case ActivationLayer activation when HasEpilogue && epilogue is not [.., EpilogueActivation]:
                    epilogue.Add(new EpilogueActivation(activation));
                    break;
                case Add when HasEpilogue && main is not Add && !epilogue.OfType<EpilogueAdd>().Any() && next.Inputs[0] != next.Inputs[1]:
                    epilogue.Add(new EpilogueAdd(next.Inputs[0] == Last ? next.Inputs[1] : next.Inputs[0]));
                    break;
                default:
                    return false;
            }

            Last = value;
            return true;
        }

        public FusedOperation ToOperation() => new(main, inputs, Last) { FoldedNorm = norm, Factor = factor, Epilogue = [.. epilogue] };
    }
}
