using System;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>Normalization with a scale and a shift for each channel.</summary>
/// <param name="Name">Its key within the unit.</param>
/// <param name="Input">The value that it takes.</param>
/// <param name="Output">The feature map that it gives.</param>
/// <param name="Channels">How many channels.</param>
/// <param name="Groups">In how many groups group normalization looks at the channels; 0 for batch normalization.</param>
/// <param name="Epsilon">What is added to a variance.</param>
/// <param name="Momentum">The share of a new batch in the running statistics, as PyTorch counts it; 0 for group normalization.</param>
public sealed record Norm(string Name, int Input, Shape Output, Quantity Channels, int Groups, double Epsilon, double Momentum)
    : Operation(Output)
{
    /// <summary>Whether it normalizes vectors; it belongs to the structure.</summary>
    public bool OfVectors { get; init; } = Output.IsVector;

    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Input);

    /// <inheritdoc/>
    public override string Key => Name;

    /// <inheritdoc/>
    public override EquatableArray<TensorPlan> Tensors => IsGroup ? ListOf(Weight, Bias) : ListOf(
        Weight,
        Bias,
        new TensorPlan("running_mean", ListOf<int>(Channels), TensorKind.Statistic),
        new TensorPlan("running_var", ListOf<int>(Channels), TensorKind.Statistic),
        new TensorPlan("num_batches_tracked", ListOf<int>(), TensorKind.Counter));

    /// <inheritdoc/>
    public override long Parameters => 2L * Channels;

    /// <summary>Whether it is group normalization, which keeps no statistics.</summary>
    public bool IsGroup => Groups > 0;

    private TensorPlan Weight => new("weight", ListOf<int>(Channels), TensorKind.Parameter);

    private TensorPlan Bias => new("bias", ListOf<int>(Channels), TensorKind.Parameter);

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this with { Channels = change(Channels) };
}
