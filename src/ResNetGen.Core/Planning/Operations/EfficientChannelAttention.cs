using System;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>Channels weighed by a one-dimensional convolution over their means: Wang et al. (2020, arXiv:1910.03151).</summary>
/// <param name="Name">Its key within the unit.</param>
/// <param name="Input">The value that it takes.</param>
/// <param name="Output">The feature map that it gives.</param>
/// <param name="Kernel">How many neighbouring channels a weight depends on.</param>
public sealed record EfficientChannelAttention(string Name, int Input, Shape Output, Quantity Kernel)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Input);

    /// <inheritdoc/>
    public override string Key => Name;

    /// <inheritdoc/>
    public override EquatableArray<TensorPlan> Tensors => ListOf(new TensorPlan("conv.weight", ListOf(1, 1, Kernel.Value), TensorKind.Parameter));

    /// <inheritdoc/>
    public override long MultiplyAdds => Count.Product(Kernel, Output.Channels);

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this with { Kernel = change(Kernel) };
}
