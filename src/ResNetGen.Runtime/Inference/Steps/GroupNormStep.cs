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

    internal override Tensor Compute(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> folded)
    {
        // Means of bfloat16 are to be sums of float32, which those of libtorch are not in every layout.
        var type = inputs[0].dtype;
        var within = type == ScalarType.BFloat16 ? ScalarType.Float32 : type;
        using var scope = NewDisposeScope();
        Tensor In(Tensor tensor) => FoldedStep.Converted(tensor, within);
        var result = nn.functional.group_norm(In(inputs[0]), Groups, In(folded[0]!), In(folded[1]!), Epsilon);
        return FoldedStep.Converted(result, type).MoveToOuterDisposeScope();
    }
}
