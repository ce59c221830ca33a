using System.Collections.Generic;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Steps;

/// <summary>Every row and column at multiples of the stride.</summary>
/// <param name="Input">The buffer that it takes.</param>
/// <param name="To">The buffer that it writes.</param>
/// <param name="Stride">How many positions it moves on in both directions.</param>
public sealed record SubsampleStep(int Input, int To, int Stride)
    : Step(To)
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> From => [Input];

    // A copy: what it takes may be written over.
    internal override Tensor Compute(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> folded)
    {
        using var view = inputs[0].index(TensorIndex.Ellipsis, TensorIndex.Slice(step: Stride), TensorIndex.Slice(step: Stride));
        return view.clone();
    }
}
