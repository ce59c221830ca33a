using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Training;

/// <summary>The binding's own 3 x 3 convolutions of channels that lie side by side, against libtorch's in float64.</summary>
public sealed class ConvolutionTests
{
    // Tiles that the map does not fill, single pixels, channels in one block and in many, more weights than are summed up in frequencies.
    public static TheoryData<long, long, long, long, long> Cases => new()
    {
        { 16, 16, 16, 8, 8 },
        { 5, 16, 32, 13, 15 },
        { 64, 32, 16, 3, 2 },
        { 4, 64, 64, 16, 16 },
        { 70, 16, 16, 1, 1 },
        { 1, 48, 16, 33, 29 },
        { 2, 128, 144, 24, 24 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_libtorchs_in_float32(long images, long inputs, long outputs, long height, long width) =>
        Agree(ScalarType.Float32, [images, inputs, height, width], outputs, beside: true, within: 1e-5);

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_libtorchs_in_bfloat16(long images, long inputs, long outputs, long height, long width) =>
        Agree(ScalarType.BFloat16, [images, inputs, height, width], outputs, beside: true, within: 1e-2);

    // Where a loss does not say, the gradient of what a convolution gives lies otherwise than that.
    [Fact]
    public void A_gradient_may_lie_otherwise() => Agree(ScalarType.Float32, [16, 32, 12, 12], 32, beside: false, within: 1e-5);

    [Fact]
    public void A_gradient_has_a_gradient()
    {
        Assert.All(OfGradient(ScalarType.Float64).Zip(OfGradient(ScalarType.Float32)), pair => Assert.InRange(Difference(pair.First, pair.Second), 0, 1e-4));

        static double[][] OfGradient(ScalarType type)
        {
            using var scope = NewDisposeScope();
            var (x, weight, bias) = Drawn(type, [16, 16, 8, 8], 16);
            var first = autograd.grad(new[] { nn.functional.conv2d(x, weight, bias, padding: new long[] { 1, 1 }).pow(3).sum() }, new[] { x, weight }, create_graph: true);
            (first[0].pow(2).sum() + first[1].pow(2).sum()).backward();
            return [Numbers(x.grad!), Numbers(weight.grad!)];
        }
    }

    [Fact]
    public void What_it_took_may_not_be_changed()
    {
        using var scope = NewDisposeScope();
        var (x, weight, bias) = Drawn(ScalarType.Float32, [16, 16, 8, 8], 16);
        var taken = x * 2;
        var y = nn.functional.conv2d(taken, weight, bias, padding: new long[] { 1, 1 });
        taken.add_(1);

        var error = Assert.ThrowsAny<Exception>(() => y.sum().backward());

        Assert.Contains("modified by an inplace operation", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_numbers_give_the_same_bits()
    {
        Assert.Equal(Once(), Once());

        static double[][] Once() => Results(ScalarType.Float32, [16, 32, 12, 12], 32, beside: true);
    }

    [Fact]
    public void Only_what_is_asked_for_is_computed()
    {
        using var scope = NewDisposeScope();
        var (x, weight, bias) = Drawn(ScalarType.Float32, [16, 16, 8, 8], 16);
        weight.requires_grad_(false);
        nn.functional.conv2d(x, weight, padding: new long[] { 1, 1 }).sum().backward();
        Assert.NotNull(x.grad);
        Assert.Null(weight.grad);

        using (no_grad())
        {
            Assert.False(nn.functional.conv2d(x, weight, bias, padding: new long[] { 1, 1 }).requires_grad);
        }

        using (inference_mode())
        {
            Assert.False(nn.functional.conv2d(x.mul(1), weight, bias, padding: new long[] { 1, 1 }).requires_grad);
        }
    }

    private static void Agree(ScalarType type, long[] shape, long outputs, bool beside, double within)
    {
        var (expected, actual) = (Results(ScalarType.Float64, shape, outputs, beside), Results(type, shape, outputs, beside));
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Difference(pair.First, pair.Second), 0, within));
    }

    /// <summary>What it gives, and the gradients of what it takes, of the weights and of the biases.</summary>
    private static double[][] Results(ScalarType type, long[] shape, long outputs, bool beside)
    {
        using var scope = NewDisposeScope();
        var (x, weight, bias) = Drawn(type, shape, outputs);
        var y = nn.functional.conv2d(x, weight, bias, padding: new long[] { 1, 1 });
        var gradient = randn(y.shape).bfloat16().to(type);
        y.mul(beside ? gradient.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : gradient).sum().backward();
        return [Numbers(y), Numbers(x.grad!), Numbers(weight.grad!), Numbers(bias.grad!)];
    }

    /// <summary>The same numbers in any type: bfloat16 has them all.</summary>
    private static (Tensor X, Tensor Weight, Tensor Bias) Drawn(ScalarType type, long[] shape, long outputs)
    {
        manual_seed(4);
        Tensor Some(params long[] size) => randn(size).bfloat16().to(type);
        var x = Some(shape).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        return (x.requires_grad_(true), Some(outputs, shape[1], 3, 3).requires_grad_(true), Some(outputs).requires_grad_(true));
    }

    private static double[] Numbers(Tensor tensor) => [.. tensor.detach().to(ScalarType.Float64).contiguous().data<double>()];

    /// <summary>As a share of the largest number.</summary>
    private static double Difference(IReadOnlyList<double> expected, IReadOnlyList<double> actual) =>
        expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max() / expected.Max(Math.Abs);
}
