using System.Collections.Generic;
using ResNetGen.Inference.Binding;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Steps;

/// <summary>Channels weighed by a one-dimensional convolution over their means: Wang et al. (2020, arXiv:1910.03151).</summary>
/// <param name="Layer">The key of the layer, whose convolution is <c>conv</c>, within the part.</param>
/// <param name="Input">The buffer that it takes.</param>
/// <param name="To">The buffer that it writes.</param>
public sealed record EfficientChannelAttentionStep(string Layer, int Input, int To)
    : Step(To)
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> From => [Input];

    internal override Tensor?[] Fold(PartWeights weights, double survival) => weights.Of(Layer + ".conv").Copies("weight");

    internal override Tensor Compute(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> folded)
    {
        using var scope = NewDisposeScope();
        var means = inputs[0].mean([2, 3]).unsqueeze(1);
        var weights = nn.functional.conv1d(means, folded[0]!, padding: folded[0]!.shape[2] / 2).sigmoid();
        return inputs[0].mul(weights.squeeze(1).unsqueeze(-1).unsqueeze(-1)).MoveToOuterDisposeScope();
    }
}
