using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>Layers one after another that the state_dict keys by their number: <c>downsample.0</c>, <c>downsample.1</c>.</summary>
/// <param name="Name">The key of all within the unit.</param>
/// <param name="Input">The value that the first takes.</param>
/// <param name="Output">What the last gives.</param>
/// <param name="Steps">The layers. What they take as <see cref="Operation.Inputs"/> means nothing: each takes what the one before gives.</param>
public sealed record Sequence(string Name, int Input, Shape Output, EquatableArray<Operation> Steps)
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
        Steps.SelectMany((step, i) => step.Tensors.Select(t => t with { Key = FormattableString.Invariant($"{i}.{t.Key}") })).ToEquatableArray();

    /// <inheritdoc/>
    public override long MultiplyAdds => Steps.Aggregate(0L, (sum, step) => Count.Sum(sum, step.MultiplyAdds));

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this with { Steps = Steps.Select(s => s.Map(change)).ToEquatableArray() };

    /// <inheritdoc/>
    public override Operation WithoutShape() => this with { Output = default, Steps = Steps.Select(s => s.WithoutShape()).ToEquatableArray() };
}
