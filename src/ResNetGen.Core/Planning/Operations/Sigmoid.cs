using System;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>1 / (1 + exp(-x)).</summary>
/// <param name="Input">The value that it takes.</param>
/// <param name="Output">What it gives.</param>
public sealed record Sigmoid(int Input, Shape Output)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Input);

    /// <inheritdoc/>
    public override bool NeedsResultForGradient => true;

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this;
}
