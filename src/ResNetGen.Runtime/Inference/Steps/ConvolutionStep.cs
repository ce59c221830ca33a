using System.Collections.Generic;
using static TorchSharp.torch;

namespace ResNetGen.Inference.Steps;

/// <summary>A convolution of square kernels.</summary>
/// <param name="Layer">The layer's key within the part.</param>
/// <param name="Input">The buffer that it takes.</param>
/// <param name="To">The buffer that it writes.</param>
/// <param name="Kernel">Rows and columns of the kernel.</param>
/// <param name="Stride">How many positions it moves on in both directions.</param>
/// <param name="Padding">Rows and columns of zeros on each side.</param>
/// <param name="Dilation">The distance between the positions that the kernel looks at; 1 for neighbours.</param>
/// <param name="Groups">In how many groups channels are taken apart.</param>
public sealed record ConvolutionStep(string Layer, int Input, int To, int Kernel, int Stride, int Padding, int Dilation, int Groups)
    : LayerStep(Layer, Input, To)
{
    internal override Tensor Compute(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> folded) =>
        nn.functional.conv2d(inputs[0], folded[0]!, folded[1], [Stride, Stride], [Padding, Padding], [Dilation, Dilation], Groups);
}
