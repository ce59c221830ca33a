using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>One step of a <see cref="Graph"/>: it makes one value of others.</summary>
/// <param name="Output">The shape of what it makes.</param>
public abstract record Operation(Shape Output)
{
    /// <summary>The numbers of the values that it takes: 0 is the graph's input, i + 1 what operation i makes.</summary>
    public abstract EquatableArray<int> Inputs { get; }

    /// <summary>The layer's key within its unit, or null for an operation without state.</summary>
    public virtual string? Key => null;

    /// <summary>The operation itself, or the layers that it is made of, in their order.</summary>
    public virtual IEnumerable<Operation> Parts => [this];

    /// <summary>The layer's tensors in the order of its state_dict, keyed within the layer.</summary>
    public virtual EquatableArray<TensorPlan> Tensors => default;

    /// <summary>Multiply-adds for one image; convolutions and linear layers have them.</summary>
    public virtual long MultiplyAdds => 0;

    /// <summary>Whether its result is needed again for the gradient, so that nothing may be written over it.</summary>
    public virtual bool NeedsResultForGradient => false;

    /// <summary>How many numbers are trained.</summary>
    public virtual long Parameters => Tensors.Where(t => t.Kind == TensorKind.Parameter).Aggregate(0L, (sum, t) => Count.Sum(sum, t.Length));

    /// <summary>The operation with each of its quantities changed, in their order.</summary>
    public abstract Operation Map(Func<Quantity, Quantity> change);

    /// <summary>The operation without shapes and arguments: equal for units of one structure.</summary>
    public Operation AsStructure() => Map(q => q.AsStructure()).WithoutShape();

    /// <summary>The operation without shapes.</summary>
    public virtual Operation WithoutShape() => this with { Output = default };
}
