using System.Collections.Generic;
using ResNetGen.Inference.Binding;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Steps;

/// <summary>Channels weighed by two layers over their means: Hu et al. (2018, arXiv:1709.01507).</summary>
/// <param name="Layer">The key of both layers, <c>fc1</c> and <c>fc2</c>, within the part.</param>
/// <param name="Input">The buffer that it takes.</param>
/// <param name="To">The buffer that it writes.</param>
public sealed record SqueezeExcitationStep(string Layer, int Input, int To)
    : Step(To)
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> From => [Input];

    internal override Tensor?[] Fold(PartWeights weights, double survival) =>
        [.. weights.Of(Layer + ".fc1").Copies("weight", "bias"), .. weights.Of(Layer + ".fc2").Copies("weight", "bias")];

    internal override Tensor Compute(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> folded)
    {
        using var scope = NewDisposeScope();
        var squeezed = nn.functional.conv2d(inputs[0].mean([2, 3], true), folded[0]!, folded[1]).relu_();
        var weights = nn.functional.conv2d(squeezed, folded[2]!, folded[3]).sigmoid();
        return inputs[0].mul(weights).MoveToOuterDisposeScope();
    }
}
