using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>Layers one after another under one key: <c>downsample.0</c>, <c>downsample.1</c>, or <c>transition1.norm</c>, <c>transition1.conv</c>.</summary>
/// <param name="Name">The key of all within the unit.</param>
/// <param name="Input">The value that the first takes.</param>
/// <param name="Output">What the last gives.</param>
/// <param name="Steps">The layers. What they take as <see cref="Operation.Inputs"/> means nothing: each takes what the one before gives.</param>
/// <param name="IsNamed">Whether the layers are keyed by what they are; otherwise by their number.</param>
public sealed record Sequence(string Name, int Input, Shape Output, EquatableArray<Operation> Steps, bool IsNamed)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Input);

    /// <inheritdoc/>
    public override string Key => Name;

    /// <inheritdoc/>
    public override IEnumerable<Operation> Parts => Steps;

    /// <inheritdoc/>
    public override EquatableArray<TensorPlan> Tensors =>
        Steps.SelectMany((step, i) => step.Tensors.Select(t => t with { Key = KeyOf(i) + "." + t.Key })).ToEquatableArray();

    /// <inheritdoc/>
    public override long MultiplyAdds => Steps.Aggregate(0L, (sum, step) => Count.Sum(sum, step.MultiplyAdds));

    /// <summary>The key of a layer, from its place.</summary>
    public string KeyOf(int index) => (IsNamed, Steps[index]) switch
    {
        (false, _) => index.ToString(CultureInfo.InvariantCulture),
        (_, Norm) => "norm",
        (_, Convolution) => "conv",
        (_, Pool) => "pool",
        _ => "activation",
    };

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this with { Steps = Steps.Select(s => s.Map(change)).ToEquatableArray() };

    /// <inheritdoc/>
    public override Operation WithoutShape() => this with { Output = default, Steps = Steps.Select(s => s.WithoutShape()).ToEquatableArray() };
}
