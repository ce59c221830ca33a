using System;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Modules;

/// <summary>Keeps a network's layers away from faults of libtorch that would end the process.</summary>
public static class Safeguards
{
    // Fewer than oneDNN puts into a block.
    private const int FewChannels = 16;

    /// <summary>
    /// Has every strided 1 x 1 convolution of fewer than 16 input channels take its input as contiguous NCHW. oneDNN, up to that of libtorch 2.10, writes beyond
    /// its memory when it computes the gradient of the weights of such a convolution from channels-last input.
    /// </summary>
    /// <param name="network">The network. Generated networks that have such convolutions call this in their constructors.</param>
    public static void Apply(nn.Module network)
    {
        ArgumentNullException.ThrowIfNull(network);
        foreach (var convolution in network.modules().Prepend(network).OfType<Conv2d>().Distinct().Where(IsAtRisk))
        {
            convolution.register_forward_pre_hook((_, input) => input.contiguous());
        }
    }

    private static bool IsAtRisk(Conv2d convolution) =>
        convolution.in_channels < FewChannels && convolution.stride.Any(stride => stride > 1) && convolution.kernel_size.All(size => size == 1);
}
