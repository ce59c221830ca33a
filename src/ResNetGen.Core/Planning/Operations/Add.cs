using System;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>The sum of two feature maps of one shape.</summary>
/// <param name="Residual">What the unit's layers give.</param>
/// <param name="Shortcut">What passes them by.</param>
/// <param name="Output">The feature map that it gives.</param>
public sealed record Add(int Residual, int Shortcut, Shape Output)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Residual, Shortcut);

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this;
}
