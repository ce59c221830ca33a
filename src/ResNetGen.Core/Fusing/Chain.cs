using System.Collections.Generic;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Fusing;

/// <summary>Operations that become one <see cref="FusedStep"/>: the first, and those behind it that can be done with its numbers before they are written.</summary>
internal sealed class Chain
{
    private readonly FlatGraph graph;
    private readonly List<(Activation? Activation, int Addend)> after = [];

    /// <summary>The chain that begins with an operation, as long as it can be.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="first">The place of the operation.</param>
    /// <param name="isTaken">Which operations are in a chain already: a sum goes with one of its sides. Those of this one are added.</param>
    public Chain(FlatGraph graph, int first, bool[] isTaken)
    {
        this.graph = graph;
        First = first;
        Last = first;
        isTaken[first] = true;
        while (graph.OnlyTakerOf(Value) is { } next && !isTaken[next] && Takes(graph.Operations[next]))
        {
            Last = next;
            isTaken[next] = true;
        }
    }

    /// <summary>The place of the first operation.</summary>
    public int First { get; }

    /// <summary>The place of the last operation. All that the chain takes is made before it.</summary>
    public int Last { get; private set; }

    /// <summary>The value that the chain makes.</summary>
    public int Value => Last + 1;

    /// <summary>The first operation.</summary>
    public FlatOperation Main => graph.Operations[First];

    /// <summary>The norm that is folded into its weights.</summary>
    public FoldedNorm? Norm { get; private set; }

    /// <summary>The constant that is folded into its weights.</summary>
    public double Factor { get; private set; } = 1;

    /// <summary>Whether the unit's probability of survival is folded into its weights.</summary>
    public bool CountsBySurvival { get; private set; }

    /// <summary>What is done with its numbers, in order: an activation, or the addition of a value.</summary>
    public IReadOnlyList<(Activation? Activation, int Addend)> After => after;

    /// <summary>Whether weights can be changed to do what stands behind them.</summary>
    private bool Folds => Main.Operation is Convolution or Linear && after.Count == 0;

    private bool Takes(FlatOperation next)
    {
        switch (next.Operation)
        {
            // A norm behind a factor sees other numbers than its running statistics are of: it does not matter, both are linear. But no plan has that.
            case Norm { IsGroup: false } norm when Folds && Norm is null && Factor is 1 && !CountsBySurvival:
                Norm = new FoldedNorm(next.Layer!, norm);
                return true;

            case Scaling scaling when Folds:
                Factor *= scaling.Factor;
                return true;

            case StochasticDepth when Folds:
                CountsBySurvival = true;
                return true;

            case Activation activation when HasAfter:
                after.Add((activation, 0));
                return true;

            case Add when HasAfter:
                after.Add((null, next.Inputs[0] == Value ? next.Inputs[1] : next.Inputs[0]));
                return true;

            default:
                return false;
        }
    }

    private bool HasAfter => Main.Operation is Convolution or Linear or Add or Planning.Operations.Norm;
}
