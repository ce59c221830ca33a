using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Emitting;

/// <summary>The arguments of the constructors of units' classes.</summary>
internal static class UnitArguments
{
    /// <summary>The arguments of a unit's constructor: its named quantities, each once, strides and dilations last.</summary>
    public static IReadOnlyList<Quantity> Of(UnitPlan unit) => unit.Graph.Operations
        .SelectMany(QuantitiesOf).Where(q => q.Name is not null).Distinct().OrderBy(q => IsOptional(q.Name)).ToList();

    /// <summary>The quantities of an operation, in order.</summary>
    public static IReadOnlyList<Quantity> QuantitiesOf(Operation operation)
    {
        var quantities = new List<Quantity>();
        operation.Map(quantity =>
        {
            quantities.Add(quantity);
            return quantity;
        });
        return quantities;
    }

    /// <summary>Whether an argument is 1 where nothing is passed.</summary>
    public static bool IsOptional(string? name) => name is "stride" or "dilation";
}
