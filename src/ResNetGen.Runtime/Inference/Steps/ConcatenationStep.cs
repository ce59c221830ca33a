using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Steps;

/// <summary>The channels of two feature maps, one after the other.</summary>
/// <param name="First">The buffer of the first.</param>
/// <param name="Second">The buffer of the second.</param>
/// <param name="To">The buffer that it writes.</param>
public sealed record ConcatenationStep(int First, int Second, int To)
    : Step(To)
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> From => [First, Second];

    internal override Tensor Compute(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> folded) => cat(inputs.ToList(), 1);
}
