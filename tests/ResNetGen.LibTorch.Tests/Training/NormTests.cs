using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Training;

/// <summary>The binding's own batch norm, with what follows it, against libtorch's in float64.</summary>
public sealed class NormTests
{
    private static readonly Dictionary<string, Func<NormGraph, Tensor>> Bodies = new()
    {
        ["norm"] = g => g.Norm(),
        ["norm, relu"] = g => g.Norm().relu_(),
        ["norm, relu that is not in place"] = g => g.Norm().relu(),
        ["norm, relu, convolution"] = g => g.Convolve(g.Norm().relu_()),
        ["norm, relu, convolution of stride 2"] = g => g.Convolve(g.Norm().relu_(), 2),
        ["norm, convolution"] = g => g.Convolve(g.Norm()),
        ["norm, relu, two convolutions"] = g =>
        {
            var y = g.Norm().relu_();
            return g.Convolve(y).add_(g.Convolve(y).mul(2));
        },
        ["norm, relu, convolution, and again"] = g => g.Convolve(g.Norm(g.Convolve(g.Norm().relu_())).relu_()),
        ["norm, sum, relu, convolution"] = g => g.Convolve(g.Norm().add_(g.X).relu_()),
        ["norm, taken as it is and then relu"] = g =>
        {
            var y = g.Norm();
            var doubled = y * 2;
            return g.Convolve(y.relu_()) + doubled.mean();
        },
        ["norm, relu unrecorded, convolution"] = g =>
        {
            var y = g.Norm();
            using (no_grad())
            {
                y.relu_();
            }

            return g.Convolve(y);
        },
        ["sum, relu, taken twice"] = g =>
        {
            var y = (g.X - 3).add_(g.Norm()).relu_();
            return g.Convolve(y) + y.mean();
        },
        ["relu twice"] = g => (g.X - 3).relu_().mul(2).relu_(),
        ["relu of a view"] = g =>
        {
            var y = g.Norm();
            y.slice(2, 0, 3, 1).relu_();
            return g.Convolve(y);
        },
        ["relu whose gradient is one number for all"] = g => (g.X - 3).relu_().sum(),
        ["norm, relu, convolution of a part"] = g => g.Convolve(g.Norm().relu_().slice(2, 0, 3, 1)),
        ["norm of an input without gradient, relu, convolution"] = g => g.Convolve(g.Norm(g.X.detach()).relu_()),
    };

    public static TheoryData<string, long, long, long> Cases()
    {
        var cases = new TheoryData<string, long, long, long>();
        foreach (var name in Bodies.Keys)
        {
            cases.Add(name, 2, 16, 5);
        }

        // Channels that do not fill registers, rows that do not fill lines, several threads, a single pixel.
        foreach (var (images, channels, side) in new (long, long, long)[] { (3, 5, 7), (1, 130, 9), (8, 64, 33), (8, 4, 1), (7, 1000, 3), (4, 48, 16) })
        {
            cases.Add("norm, relu, convolution", images, channels, side);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_libtorchs_in_float32(string body, long images, long channels, long side) => Agree(ScalarType.Float32, body, images, channels, side, 2e-5);

    [Theory]
    [InlineData("norm, relu, convolution", 2, 16, 5)]
    [InlineData("norm, relu, convolution", 3, 5, 7)]
    [InlineData("norm, relu, two convolutions", 4, 48, 16)]
    [InlineData("norm, relu", 1, 130, 9)]
    public void It_is_libtorchs_in_bfloat16(string body, long images, long channels, long side) => Agree(ScalarType.BFloat16, body, images, channels, side, 3e-2);

    [Fact]
    public void Groups_and_single_pixels_are_convolved_too()
    {
        foreach (var (groups, kernel) in new (long, long)[] { (4, 3), (16, 3), (1, 1) })
        {
            Func<NormGraph, Tensor> body = g => g.Convolve(g.Norm().relu_());
            Compare(
                new NormGraph(ScalarType.Float64, [2, 16, 6, 5], 16, body, groups, kernel).Results(),
                new NormGraph(ScalarType.Float32, [2, 16, 6, 5], 16, body, groups, kernel).Results(), 2e-5);
        }
    }

    // libtorch itself refuses these: it has kept the positive part, and finds it changed.
    [Fact]
    public void A_positive_part_may_be_changed_before_a_convolution_takes_it()
    {
        Compare(Results(ScalarType.Float64, g => g.Convolve(g.Norm().relu().mul(3))), Results(ScalarType.Float32, g => g.Convolve(g.Norm().relu_().mul_(3))), 2e-5);
        Compare(Results(ScalarType.Float64, g => g.Convolve(WithoutGradient(g.Norm().relu()))), Results(ScalarType.Float32, ChangedUnrecorded), 2e-5);

        static IReadOnlyList<double[]> Results(ScalarType type, Func<NormGraph, Tensor> body) => new NormGraph(type, [2, 16, 5, 5], 16, body).Results();

        static Tensor WithoutGradient(Tensor y) => y + (2 * y).detach();

        static Tensor ChangedUnrecorded(NormGraph g)
        {
            var y = g.Norm().relu_();
            using (no_grad())
            {
                y.mul_(3);
            }

            return g.Convolve(y);
        }
    }

    // oneDNN 2.6 wrote beyond the end of its memory here, which ended the process sooner or later.
    [Theory]
    [InlineData(8, 8)]
    [InlineData(3, 16)]
    [InlineData(20, 8)]
    public void A_strided_convolution_of_single_pixels_keeps_within_its_memory(long inputs, long outputs)
    {
        IReadOnlyList<double[]>? first = null;
        for (var i = 0; i < 30; i++)
        {
            var found = Results(ScalarType.Float32);
            first ??= Results(ScalarType.Float64);
            Compare(first, found, 2e-5);
        }

        IReadOnlyList<double[]> Results(ScalarType type) =>
            new NormGraph(type, [2, inputs, 48, 47], outputs, g => nn.functional.conv2d(g.Norm().relu_(), g.Weight, g.Bias, strides: [2, 2]), kernel: 1).Results();
    }

    [Fact]
    public void A_mean_far_from_zero_costs_no_digits()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var x = (randn(4, 9, 9, 24, dtype: ScalarType.Float64) + 3000).to(ScalarType.Float32).permute(0, 3, 1, 2);
        var gamma = ones(24).requires_grad_(true);

        var found = nn.functional.batch_norm(x, null, null, gamma, null, training: true);
        var expected = nn.functional.batch_norm(x.to(ScalarType.Float64), null, null, null, null, training: true);

        Assert.True((found.to(ScalarType.Float64) - expected).abs().max().item<double>() < 1e-3);
    }

    [Fact]
    public void Averages_move_as_those_of_libtorch()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var norms = new[] { nn.BatchNorm2d(6, momentum: 0.3), nn.BatchNorm2d(6, momentum: 0.3).to(ScalarType.Float64) };
        for (var i = 0; i < 3; i++)
        {
            var x = randn(4, 5, 5, 6).permute(0, 3, 1, 2);
            norms[0].call(x).Dispose();
            norms[1].call(x.to(ScalarType.Float64)).Dispose();
        }

        Compare([NormGraph.Numbers(norms[1].running_var!)], [NormGraph.Numbers(norms[0].running_var!)], 1e-6);
        Compare([NormGraph.Numbers(norms[1].running_mean!)], [NormGraph.Numbers(norms[0].running_mean!)], 1e-6);
        Assert.Equal(3, norms[0].num_batches_tracked!.item<long>());
    }

    [Theory]
    [InlineData("norm, relu, convolution")]
    [InlineData("norm, relu, two convolutions")]
    [InlineData("norm, convolution")]
    [InlineData("sum, relu, taken twice")]
    public void Gradients_have_gradients(string body)
    {
        Compare(Second(ScalarType.Float64), Second(ScalarType.Float32), 1e-4);

        // Of the sum of the squares of all gradients.
        IReadOnlyList<double[]> Second(ScalarType type)
        {
            using var scope = NewDisposeScope();
            var graph = new NormGraph(type, [2, 4, 5, 5], 4, Bodies[body]);
            var first = autograd.grad([graph.Run().pow(2).sum()], [.. graph.Leaves], create_graph: true);
            var sum = first.Select(g => g.pow(2).mean()).Aggregate((a, b) => a + b);
            return [.. autograd.grad([sum], [.. graph.Leaves], allow_unused: true).Select(g => g is null ? [] : NormGraph.Numbers(g))];
        }
    }

    [Fact]
    public void A_result_that_is_changed_after_a_convolution_took_it_is_told()
    {
        using var scope = NewDisposeScope();
        var graph = new NormGraph(ScalarType.Float32, [2, 16, 5, 5], 16, g =>
        {
            var y = g.Norm().relu_();
            var z = g.Convolve(y);
            y.mul_(2);
            return z;
        });

        // In words of the binding: so this is also where the others see that they test it.
        Assert.Contains(
            "what a convolution took from a batch norm is at version 2; expected version 1",
            Assert.ThrowsAny<ExternalException>(() => graph.Run().sum().backward()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_is_changed_after_the_norm_took_it_is_told()
    {
        using var scope = NewDisposeScope();
        var graph = new NormGraph(ScalarType.Float32, [2, 16, 5, 5], 16, g =>
        {
            var x = g.X * 1;
            var y = g.Convolve(g.Norm(x).relu_());
            x.mul_(2);
            return y;
        });

        Assert.Contains("modified by an inplace operation", Assert.ThrowsAny<ExternalException>(() => graph.Run().sum().backward()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_pass_back_needs_the_graph_to_be_kept()
    {
        using var scope = NewDisposeScope();
        var graph = new NormGraph(ScalarType.Float32, [2, 16, 5, 5], 16, Bodies["norm, relu, two convolutions"]);
        var sum = graph.Run().sum();

        sum.backward(retain_graph: true);
        var once = NormGraph.Numbers(graph.X.grad!);
        sum.backward();
        Compare([[.. once.Select(g => 2 * g)]], [NormGraph.Numbers(graph.X.grad!)], 1e-6);

        Assert.Contains("second time", Assert.ThrowsAny<ExternalException>(() => sum.backward()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_that_someone_holds_is_not_written_over()
    {
        using var scope = NewDisposeScope();
        var graph = new NormGraph(ScalarType.Float32, [2, 16, 5, 5], 16, g => g.Norm().relu_());
        var y = graph.Run();
        var gradient = ones_like(y);

        y.backward([gradient]);

        Assert.All(NormGraph.Numbers(gradient), g => Assert.Equal(1, g));
    }

    [Fact]
    public void A_gradient_that_is_asked_for_is_that_of_the_positive_part_as_in_libtorch()
    {
        Assert.Equal(Kept(ScalarType.Float64), Kept(ScalarType.Float32));

        static double[] Kept(ScalarType type)
        {
            using var scope = NewDisposeScope();
            var y = new NormGraph(type, [2, 16, 5, 5], 16, g => g.Norm()).Run();
            y.retain_grad();
            y.relu_().sum().backward();
            return NormGraph.Numbers(y.grad!);
        }
    }

    [Fact]
    public void In_inference_mode_it_normalizes_by_the_batch_too()
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        var x = randn(2, 5, 5, 16).permute(0, 3, 1, 2);

        var found = nn.functional.batch_norm(x, null, null, training: true).relu_();

        Compare([NormGraph.Numbers(nn.functional.batch_norm(x.to(ScalarType.Float64), null, null, training: true).relu_())], [NormGraph.Numbers(found)], 2e-5);
    }

    [Fact]
    public void The_same_threads_give_the_same_bits()
    {
        Func<NormGraph, Tensor> body = Bodies["norm, relu, convolution"];
        var first = new NormGraph(ScalarType.Float32, [16, 32, 24, 24], 16, body).Results();
        var second = new NormGraph(ScalarType.Float32, [16, 32, 24, 24], 16, body).Results();

        Assert.All(first.Zip(second), pair => Assert.Equal(pair.First, pair.Second));
    }

    [Fact]
    public void Under_autocast_convolutions_are_those_of_bfloat16()
    {
        using var scope = NewDisposeScope();
        Func<NormGraph, Tensor> body = g => g.Convolve(g.Norm(g.Convolve(g.X)).relu_());
        var mixed = new NormGraph(ScalarType.Float32, [4, 16, 6, 6], 16, g =>
        {
            using var autocast = new Autocast(cuda: false);
            return body(g);
        });

        Assert.Equal(ScalarType.BFloat16, mixed.Run().dtype);
        Compare(new NormGraph(ScalarType.Float64, [4, 16, 6, 6], 16, body).Results(), mixed.Results(), 6e-2, skip: 2);
    }

    private static void Agree(ScalarType type, string body, long images, long channels, long side, double tolerance)
    {
        using var scope = NewDisposeScope();
        long[] shape = [images, channels, side, side];
        Compare(new NormGraph(ScalarType.Float64, shape, channels, Bodies[body]).Results(), new NormGraph(type, shape, channels, Bodies[body]).Results(), tolerance);
    }

    // As a share of the greatest number of each; the last 'skip' are left out.
    private static void Compare(IReadOnlyList<double[]> expected, IReadOnlyList<double[]> found, double tolerance, int skip = 0)
    {
        Assert.Equal(expected.Count, found.Count);
        for (var i = 0; i < expected.Count - skip; i++)
        {
            Assert.Equal(expected[i].Length, found[i].Length);
            var greatest = expected[i].Select(Math.Abs).Append(1e-6).Max();
            var worst = expected[i].Zip(found[i], (a, b) => double.IsNaN(a - b) ? double.PositiveInfinity : Math.Abs(a - b)).Append(0).Max();
            Assert.True(worst <= tolerance * greatest, $"Number {i}: off by {worst} of {greatest}.");
        }
    }
}
