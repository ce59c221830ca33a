using System;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>Batch normalization with a scale and a shift for each channel.</summary>
/// <param name="Name">Its key within the unit.</param>
/// <param name="Input">The value that it takes.</param>
/// <param name="Output">The feature map that it gives.</param>
/// <param name="Channels">How many channels.</param>
public sealed record Norm(string Name, int Input, Shape Output, Quantity Channels)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Input);

    /// <inheritdoc/>
    public override string Key => Name;

    /// <inheritdoc/>
    public override EquatableArray<TensorPlan> Tensors => ListOf(
        new TensorPlan("weight", ListOf<int>(Channels), TensorKind.Parameter),
        new TensorPlan("bias", ListOf<int>(Channels), TensorKind.Parameter),
        new TensorPlan("running_mean", ListOf<int>(Channels), TensorKind.Statistic),
        new TensorPlan("running_var", ListOf<int>(Channels), TensorKind.Statistic),
        new TensorPlan("num_batches_tracked", ListOf<int>(), TensorKind.Counter));

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this with { Channels = change(Channels) };
}
