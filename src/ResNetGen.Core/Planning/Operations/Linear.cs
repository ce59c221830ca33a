using System;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>A fully connected layer with a bias.</summary>
/// <param name="Name">Its key within the unit.</param>
/// <param name="Input">The value that it takes.</param>
/// <param name="Output">The vector that it gives.</param>
/// <param name="InFeatures">The length of the vectors that it takes.</param>
/// <param name="OutFeatures">The length of the vectors that it gives.</param>
public sealed record Linear(string Name, int Input, Shape Output, Quantity InFeatures, Quantity OutFeatures)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Input);

    /// <inheritdoc/>
    public override string Key => Name;

    /// <inheritdoc/>
    public override EquatableArray<TensorPlan> Tensors => ListOf(
        new TensorPlan("weight", ListOf<int>(OutFeatures, InFeatures), TensorKind.Parameter),
        new TensorPlan("bias", ListOf<int>(OutFeatures), TensorKind.Parameter));

    /// <inheritdoc/>
    public override long MultiplyAdds => Count.Product(InFeatures, OutFeatures);

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) =>
        this with { InFeatures = change(InFeatures), OutFeatures = change(OutFeatures) };
}
