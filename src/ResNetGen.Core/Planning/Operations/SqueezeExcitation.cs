using System;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>Channels weighed by two layers over their means: Hu et al. (2018, arXiv:1709.01507).</summary>
/// <param name="Name">Its key within the unit.</param>
/// <param name="Input">The value that it takes.</param>
/// <param name="Output">The feature map that it gives.</param>
/// <param name="Channels">How many channels.</param>
/// <param name="Squeezed">Channels between the two layers.</param>
public sealed record SqueezeExcitation(string Name, int Input, Shape Output, Quantity Channels, Quantity Squeezed)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Input);

    /// <inheritdoc/>
    public override string Key => Name;

    /// <inheritdoc/>
    public override EquatableArray<TensorPlan> Tensors => ListOf(
        new TensorPlan("fc1.weight", ListOf<int>(Squeezed, Channels, 1, 1), TensorKind.Parameter),
        new TensorPlan("fc1.bias", ListOf<int>(Squeezed), TensorKind.Parameter),
        new TensorPlan("fc2.weight", ListOf<int>(Channels, Squeezed, 1, 1), TensorKind.Parameter),
        new TensorPlan("fc2.bias", ListOf<int>(Channels), TensorKind.Parameter));

    /// <inheritdoc/>
    public override long MultiplyAdds => Count.Product(2L * Squeezed, Channels);

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this with { Channels = change(Channels), Squeezed = change(Squeezed) };
}
