using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Fusing;

/// <summary>One pass over memory: an operation, and what is done with its numbers before they are written.</summary>
/// <param name="Operation">The operation. What it says of its own inputs means nothing here: <paramref name="From"/> does.</param>
/// <param name="Layer">Its key within the part; null for an operation without weights.</param>
/// <param name="From">The buffers that it takes, in the operation's order.</param>
/// <param name="To">The buffer that it writes.</param>
/// <param name="Output">The shape of what it writes, for one image.</param>
public sealed record FusedStep(Operation Operation, string? Layer, EquatableArray<int> From, int To, Shape Output)
{
    /// <summary>The norm that is folded into the operation's weights; null for none.</summary>
    public FoldedNorm? Norm { get; init; }

    /// <summary>A constant that is folded into the weights, behind the norm; 1 for none.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>Whether the unit's probability of survival is folded into the weights too.</summary>
    public bool CountsBySurvival { get; init; }

    /// <summary>What is done then, in this order.</summary>
    public EquatableArray<PostOperation> After { get; init; } = EquatableArray.ListOf<PostOperation>();
}
