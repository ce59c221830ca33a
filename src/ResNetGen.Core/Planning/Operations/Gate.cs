using System;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>A residual and a shortcut weighed by a gate g: Srivastava et al. (2015, arXiv:1505.00387) and He et al. (2016, arXiv:1603.05027), section 3.1.</summary>
/// <param name="Residual">What the unit's layers give.</param>
/// <param name="Shortcut">What passes them by; it counts by 1 - g.</param>
/// <param name="Opening">The gate g, a number from 0 to 1 for each of them.</param>
/// <param name="IsExclusive">Whether the residual counts by g; otherwise it counts whole.</param>
/// <param name="Bias">Where the bias of the gate's convolution starts.</param>
/// <param name="Output">What it gives.</param>
public sealed record Gate(int Residual, int Shortcut, int Opening, bool IsExclusive, double Bias, Shape Output)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Residual, Shortcut, Opening);

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this;
}
