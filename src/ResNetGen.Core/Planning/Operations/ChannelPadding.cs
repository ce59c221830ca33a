using System;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Planning.Operations;

/// <summary>Channels of zeros beside those of the input.</summary>
/// <param name="Input">The value that it takes.</param>
/// <param name="Output">The feature map that it gives.</param>
/// <param name="InChannels">Channels that it takes.</param>
/// <param name="OutChannels">Channels that it gives.</param>
/// <param name="Zeros">Where the zeros go.</param>
public sealed record ChannelPadding(int Input, Shape Output, Quantity InChannels, Quantity OutChannels, ZeroChannels Zeros)
    : Operation(Output)
{
    /// <inheritdoc/>
    public override EquatableArray<int> Inputs => ListOf(Input);

    /// <inheritdoc/>
    public override Operation Map(Func<Quantity, Quantity> change) =>
        this with { InChannels = change(InChannels), OutChannels = change(OutChannels) };
}
