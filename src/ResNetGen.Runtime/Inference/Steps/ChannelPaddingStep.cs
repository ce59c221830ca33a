using System.Collections.Generic;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Steps;

/// <summary>Channels of zeros before and behind those that are there.</summary>
/// <param name="Input">The buffer that it takes.</param>
/// <param name="To">The buffer that it writes.</param>
/// <param name="Before">How many before.</param>
/// <param name="Behind">How many behind.</param>
public sealed record ChannelPaddingStep(int Input, int To, int Before, int Behind)
    : Step(To)
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> From => [Input];

    internal override Tensor Compute(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> folded) =>
        nn.functional.pad(inputs[0], new long[] { 0, 0, 0, 0, Before, Behind });
}
