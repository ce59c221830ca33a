using System;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.WrittenOut;

/// <summary>Holds what a network computes against the same written out.</summary>
internal static class Agreement
{
    /// <summary>A network in double precision whose weights, norms' statistics among them, are all drawn: none is 0 or 1 and hides what it does.</summary>
    public static T Drawn<T>(T network)
        where T : nn.Module
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        manual_seed(11);
        network.to(ScalarType.Float64);
        foreach (var (key, tensor) in network.state_dict())
        {
            if (key.EndsWith("running_var", StringComparison.Ordinal))
            {
                tensor.copy_(rand_like(tensor).add(0.5));
            }
            else if (tensor.is_floating_point())
            {
                // Wide layers sum more: so results stay of the size of 1.
                var summed = tensor.dim() < 2 ? 1 : tensor.numel() / tensor.shape[0];
                tensor.copy_(randn_like(tensor).div(Math.Sqrt(summed)));
            }
        }

        return network;
    }

    /// <summary>Images, or feature maps, of double precision.</summary>
    public static Tensor Maps(long channels, long height, long width) => randn(2, channels, height, width, ScalarType.Float64);

    /// <summary>Asserts that a part computes what is written out, in evaluation and in training, and gives its input the same gradient.</summary>
    /// <param name="network">The network, which decides whether its parts train.</param>
    /// <param name="prefix">What the keys of the part begin with.</param>
    /// <param name="part">What the part does.</param>
    /// <param name="maps">What the part takes.</param>
    /// <param name="written">The same written out.</param>
    /// <param name="epsilon">What the network's norms add to a variance.</param>
    public static void Holds(
        nn.Module network, string prefix, Func<Tensor, Tensor> part, Tensor maps, Func<WrittenLayers, Tensor, Tensor> written, double epsilon = 1e-5)
    {
        foreach (var training in new[] { false, true })
        {
            network.train(training);
            var layers = new WrittenLayers(network, prefix, epsilon);
            var (expected, expectedGradient) = Pass(x => written(layers, x), maps);
            var (result, gradient) = Pass(part, maps);

            Equal(expected, result);
            Equal(expectedGradient, gradient);
        }
    }

    /// <summary>Asserts that two tensors are the same to a part of the largest number; to the rounding of double precision where nothing is said.</summary>
    public static void Equal(Tensor expected, Tensor actual, double tolerance = 1e-10)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange((actual - expected).abs().max().ToDouble(), 0, tolerance * expected.abs().max().ToDouble());
    }

    /// <summary>What a computation gives, and the gradient of its input where that of its result is a fixed one. Both draw from one seed.</summary>
    public static (Tensor Result, Tensor Gradient) Pass(Func<Tensor, Tensor> compute, Tensor maps)
    {
        var x = maps.detach().clone().requires_grad_(true);
        manual_seed(5);
        var result = compute(x);
        manual_seed(6);
        var gradient = autograd.grad([result], [x], [randn_like(result)])[0];
        return (result.detach(), gradient);
    }
}
