using System;
using System.Linq;
using ResNetGen.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Runtime.Tests.Modules;

/// <summary>Initial weights, against the distributions' own figures.</summary>
public sealed class InitializersTests
{
    [Fact]
    public void A_truncated_normal_distribution_ends_at_two_deviations_and_has_their_spread()
    {
        manual_seed(5);
        using var scope = NewDisposeScope();
        var numbers = Initializers.TruncatedNormal(empty(200_000), 0.5).to(float64);

        Assert.InRange(numbers.mean().item<double>(), -0.005, 0.005);
        Assert.InRange(numbers.std().item<double>(), 0.5 * 0.87, 0.5 * 0.89);
        Assert.InRange(numbers.max().item<double>(), 0.98, 1.0);
        Assert.InRange(numbers.min().item<double>(), -1.0, -0.98);

        // A third of a normal distribution lies beyond one deviation; of one that is cut off, 0.2860.
        Assert.InRange((numbers.abs() > 0.5).to(float64).mean().item<double>(), 0.280, 0.292);
    }

    [Fact]
    public void Keras_HeNormal_has_the_deviation_of_the_fan_in()
    {
        manual_seed(6);
        using var scope = NewDisposeScope();
        var convolution = nn.Conv2d(64, 128, 3);

        Initializers.HeNormal(convolution.weight!);

        Assert.Equal(Math.Sqrt(2.0 / (64 * 9)), convolution.weight!.std().item<float>(), 1e-3);
        Assert.True(convolution.weight!.requires_grad);
    }

    [Fact]
    public void A_group_normalization_begins_with_weight_1_and_bias_0()
    {
        using var norm = nn.GroupNorm(2, 6);
        norm.weight.detach().fill_(float.NaN);
        norm.bias!.detach().fill_(7);

        Initializers.ResetParameters(norm);

        Assert.Equal(Enumerable.Repeat(1f, 6), norm.weight.data<float>().ToArray());
        Assert.Equal(Enumerable.Repeat(0f, 6), norm.bias!.data<float>().ToArray());
    }
}
