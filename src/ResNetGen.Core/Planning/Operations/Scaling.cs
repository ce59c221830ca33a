using System;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>A product with a constant.</summary>
/// <param name="Input">The value that it takes.</param>
/// <param name="Output">What it gives.</param>
/// <param name="Factor">The constant.</param>
public sealed record Scaling(int Input, Shape Output, double Factor)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Input);

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this;
}
