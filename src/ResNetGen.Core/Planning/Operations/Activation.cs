using System;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>The rectified linear unit.</summary>
/// <param name="Input">The value that it takes.</param>
/// <param name="Output">The feature map that it gives.</param>
public sealed record Activation(int Input, Shape Output)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Input);

    /// <inheritdoc/>
    public override bool NeedsResultForGradient => true;

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this;
}
