using System.Collections.Generic;
using ResNetGen.Inference.Binding;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Steps;

/// <summary>One pass over memory: an operation, and what is done with its numbers before they are written.</summary>
/// <param name="To">The buffer that it writes.</param>
public abstract partial record Step(int To)
{
    /// <summary>The buffers that it takes.</summary>
    public abstract IReadOnlyList<int> From { get; }

    /// <summary>What is done with its numbers before they are written, in this order.</summary>
    public IReadOnlyList<PostOperation> After { get; init; } = [];

    /// <summary>The tensors that it computes with, made of the network's weights: those of a convolution with its norm folded in.</summary>
    /// <param name="weights">The network's weights.</param>
    /// <param name="survival">The probability by which the unit's residual counts; 1 for units that always do.</param>
    internal virtual Tensor?[] Fold(PartWeights weights, double survival) => [];

    /// <summary>The operation itself; its result is the caller's, and none of its inputs.</summary>
    /// <param name="inputs">What stands in the buffers that it takes.</param>
    /// <param name="folded">What <see cref="Fold"/> gave.</param>
    internal abstract Tensor Compute(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> folded);
}
