using System;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>In training, numbers set to 0 at random and the others scaled up: Srivastava et al. (2014, JMLR 15).</summary>
/// <param name="Input">The value that it takes.</param>
/// <param name="Output">What it gives.</param>
/// <param name="Rate">The share of numbers that it sets to 0.</param>
public sealed record Dropout(int Input, Shape Output, double Rate)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Input);

    // In evaluation its result is its input, which another may need.
    /// <inheritdoc/>
    public override bool NeedsResultForGradient => true;

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this;
}
