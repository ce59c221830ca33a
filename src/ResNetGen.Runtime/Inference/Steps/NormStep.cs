using System.Collections.Generic;
using ResNetGen.Inference.Binding;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Steps;

/// <summary>A batch normalization that no layer before it can take: a factor and a constant for each channel.</summary>
/// <param name="Layer">The layer's key within the part.</param>
/// <param name="Input">The buffer that it takes: N x C x H x W, or N x C.</param>
/// <param name="To">The buffer that it writes.</param>
/// <param name="Epsilon">What is added to variances.</param>
public sealed record NormStep(string Layer, int Input, int To, double Epsilon)
    : Step(To)
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> From => [Input];

    internal override Tensor?[] Fold(PartWeights weights, double survival)
    {
        var layer = weights.Of(Layer);
        var (scale, shift) = layer.Affine(Epsilon);
        return [layer.Rounded(scale), layer.Rounded(shift)];
    }

    internal override Tensor Compute(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> folded)
    {
        using var scope = NewDisposeScope();
        long[] shape = inputs[0].dim() == 2 ? [1, -1] : [1, -1, 1, 1];
        return inputs[0].mul(folded[0]!.reshape(shape)).add_(folded[1]!.reshape(shape)).MoveToOuterDisposeScope();
    }
}
