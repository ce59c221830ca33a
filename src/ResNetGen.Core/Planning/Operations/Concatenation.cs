using System;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>The channels of two feature maps, one after the other.</summary>
/// <param name="Residual">What comes after.</param>
/// <param name="Shortcut">What comes first.</param>
/// <param name="Output">What it gives.</param>
public sealed record Concatenation(int Residual, int Shortcut, Shape Output)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Residual, Shortcut);

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this;
}
