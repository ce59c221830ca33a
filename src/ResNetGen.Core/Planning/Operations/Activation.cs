using System;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>A nonlinearity of each number.</summary>
/// <param name="Input">The value that it takes.</param>
/// <param name="Output">The feature map that it gives.</param>
/// <param name="Kind">Which.</param>
/// <param name="Slope">The slope of a leaky one below 0; 0 for others.</param>
public sealed record Activation(int Input, Shape Output, ActivationKind Kind, double Slope)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Input);

    /// <inheritdoc/>
    public override bool NeedsResultForGradient => true;

    /// <summary>Whether its gradient can be computed of its result, so that its input may be written over.</summary>
    public bool CanOverwrite => Kind is ActivationKind.Relu or ActivationKind.LeakyRelu;

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this;
}
