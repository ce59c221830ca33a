using System;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Modules;

/// <summary>Initial weights that TorchSharp's <c>nn.init</c> does not have, or has wrong.</summary>
public static class Initializers
{
    /// <summary>
    /// Keras' <c>HeNormal</c>: a normal distribution of standard deviation sqrt(2 / fan-in) (He et al., 2015, arXiv:1502.01852), cut off at two standard
    /// deviations and scaled up so that the deviation stays the same (Keras, <c>VarianceScaling</c>).
    /// </summary>
    /// <param name="weight">The kernels of a convolution, C' x C x kernel x kernel. They are changed in place.</param>
    /// <returns>The same tensor.</returns>
    public static Tensor HeNormal(Tensor weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        const double DeviationWithinTwo = 0.87962566103423978;
        var (fanIn, _) = nn.init.CalculateFanInAndFanOut(weight);
        var deviation = Math.Sqrt(2.0 / fanIn) / DeviationWithinTwo;
        return TruncatedNormal(weight, deviation);
    }

    /// <summary>
    /// Gives a group normalization its initial parameters, weight 1 and bias 0, as PyTorch's <c>reset_parameters</c> does. TorchSharp 0.107.0 leaves them as
    /// the memory was.
    /// </summary>
    /// <param name="norm">The module. One without parameters is left as it is.</param>
    public static void ResetParameters(GroupNorm norm)
    {
        ArgumentNullException.ThrowIfNull(norm);
        if (norm.affine)
        {
            nn.init.ones_(norm.weight);
            nn.init.zeros_(norm.bias!);
        }
    }

    /// <summary>
    /// Fills a tensor from a normal distribution of mean 0, cut off at two standard deviations, as PyTorch's <c>trunc_normal_</c> does. That of TorchSharp 0.107.0
    /// fills it with the standard deviation instead.
    /// </summary>
    /// <param name="tensor">The tensor. It is changed in place.</param>
    /// <param name="deviation">The standard deviation before the distribution is cut off.</param>
    /// <returns>The same tensor.</returns>
    public static Tensor TruncatedNormal(Tensor tensor, double deviation)
    {
        ArgumentNullException.ThrowIfNull(tensor);

        // The share of a normal distribution within two standard deviations of its mean. Uniform numbers from there pass through the inverse of its integral.
        const double ShareWithinTwo = 0.95449973610364158;
        using var noGradient = no_grad();
        tensor.uniform_(-ShareWithinTwo, ShareWithinTwo).erfinv_().mul_(deviation * Math.Sqrt(2)).clamp_(-2 * deviation, 2 * deviation);
        return tensor;
    }
}
