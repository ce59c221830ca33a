using System;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>Rows and columns of zeros around a feature map.</summary>
/// <param name="Input">The value that it takes.</param>
/// <param name="Output">What it gives.</param>
/// <param name="Top">Rows before.</param>
/// <param name="Bottom">Rows after.</param>
/// <param name="Left">Columns before.</param>
/// <param name="Right">Columns after.</param>
public sealed record SpatialPadding(int Input, Shape Output, int Top, int Bottom, int Left, int Right)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Input);

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this;
}
