using System.Collections.Generic;
using System.Linq;
using ResNetGen.Inference.Steps;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Binding;

/// <summary>A step at its place in the whole network: buffers that are what their numbers say, and its weights.</summary>
/// <param name="Step">The step. What it says of buffers means nothing here.</param>
/// <param name="From">The buffers that it takes.</param>
/// <param name="To">The buffer that it writes.</param>
/// <param name="After">What is done with its numbers before they are written.</param>
/// <param name="Weights">The tensors that it computes with.</param>
internal sealed record BoundStep(Step Step, IReadOnlyList<int> From, int To, IReadOnlyList<PostOperation> After, IReadOnlyList<Tensor?> Weights)
{
    /// <summary>All buffers that it reads.</summary>
    public IEnumerable<int> Reads => From.Concat(After.OfType<PostAddition>().Select(addition => addition.Buffer));
}
