using System.Collections.Generic;
using ResNetGen.Inference.Binding;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Steps;

/// <summary>Group normalization: Wu and He (2018, arXiv:1803.08494).</summary>
/// <param name="Layer">The layer's key within the part.</param>
/// <param name="Input">The buffer that it takes.</param>
/// <param name="To">The buffer that it writes.</param>
/// <param name="Groups">In how many groups it looks at the channels.</param>
/// <param name="Epsilon">What is added to variances.</param>
public sealed record GroupNormStep(string Layer, int Input, int To, int Groups, double Epsilon)
    : Step(To)
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> From => [Input];

    internal override Tensor?[] Fold(PartWeights weights, double survival) => weights.Of(Layer).Copies("weight", "bias");

    internal override Tensor Compute(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> folded) =>
        nn.functional.group_norm(inputs[0], Groups, folded[0]!, folded[1]!, Epsilon);
}
