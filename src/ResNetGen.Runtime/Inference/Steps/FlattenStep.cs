using System.Collections.Generic;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Steps;

/// <summary>All positions of all channels, one after another: N x C x H x W to N x (C * H * W).</summary>
/// <param name="Input">The buffer that it takes.</param>
/// <param name="To">The buffer that it writes.</param>
public sealed record FlattenStep(int Input, int To)
    : Step(To)
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> From => [Input];

    // A view: it keeps the numbers alive when its buffer is written to again.
    internal override Tensor Compute(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> folded) => inputs[0].flatten(1);
}
