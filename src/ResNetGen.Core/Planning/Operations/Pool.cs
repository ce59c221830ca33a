using System;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>One number of each window of each channel.</summary>
/// <param name="Input">The value that it takes.</param>
/// <param name="Output">The feature map that it gives.</param>
/// <param name="Kind">How a window becomes one number.</param>
/// <param name="Kernel">Rows and columns of the window.</param>
/// <param name="Stride">How many positions it moves on in both directions.</param>
/// <param name="Padding">Rows and columns on each side, which do not count.</param>
/// <param name="Ceiling">Whether a window that does not fit whole is taken too.</param>
public sealed record Pool(int Input, Shape Output, PoolKind Kind, int Kernel, int Stride, int Padding, bool Ceiling)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Input);

    /// <summary>Whether a window fits a feature map, its padding included; where it rounds up, whether a part of one does.</summary>
    public bool Fits(Shape input) => Room(input.Height) >= 0 && Room(input.Width) >= 0;

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) => this;

    private long Room(int size) => size + (2L * Padding) - Kernel + (Ceiling ? Stride - 1 : 0);
}
