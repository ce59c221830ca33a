using System;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>All positions of all channels, one after another: C x H x W to C * H * W.</summary>
/// <param name="Input">The value that it takes.</param>
/// <param name="Output">What it gives.</param>
public sealed record Flatten(int Input, Shape Output)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Input);

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this;
}
