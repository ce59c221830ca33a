using System.Collections.Generic;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Steps;

/// <summary>A fully connected layer: N x C to N x K.</summary>
/// <param name="Layer">The layer's key within the part.</param>
/// <param name="Input">The buffer that it takes.</param>
/// <param name="To">The buffer that it writes.</param>
public sealed record LinearStep(string Layer, int Input, int To)
    : LayerStep(Layer, Input, To)
{
    internal override Tensor Compute(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> folded) =>
        nn.functional.linear(inputs[0], folded[0]!, folded[1]);
}
