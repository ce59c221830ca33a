using System;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>In training the value, where the unit is computed at all; in evaluation the value times the unit's probability: Huang et al. (2016, arXiv:1603.09382), equations 2 and 5.</summary>
/// <param name="Input">The value that it takes.</param>
/// <param name="Output">What it gives.</param>
public sealed record StochasticDepth(int Input, Shape Output)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Input);

    // In training its result is its input, which another may need.
    /// <inheritdoc/>
    public override bool NeedsResultForGradient => true;

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this;
}
