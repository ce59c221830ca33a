using System;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>Every row and column at multiples of the stride.</summary>
/// <param name="Input">The value that it takes.</param>
/// <param name="Output">The feature map that it gives.</param>
/// <param name="Stride">How many positions it moves on in both directions.</param>
public sealed record Subsample(int Input, Shape Output, Quantity Stride)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Input);

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this with { Stride = change(Stride) };
}
