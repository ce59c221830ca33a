using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Training;

/// <summary>What a norm gives is written together with the sum and the positive part that follow it. Nobody may see that: the bits are those of one step after another.</summary>
public sealed class DeferredNormTests
{
    // Of a norm of something that was computed; 'other' is called between the steps.
    private static readonly Dictionary<string, Func<NormGraph, Action, Tensor>> Bodies = new()
    {
        ["relu"] = (g, other) => Then(g.Norm(g.X * 1), other).relu_(),
        ["sum"] = (g, other) =>
        {
            var addend = g.X * 3;
            return Then(g.Norm(g.X * 1), other).add_(addend);
        },
        ["sum, relu"] = (g, other) =>
        {
            var addend = g.X * 3;
            return Then(Then(g.Norm(g.X * 1), other).add_(addend), other).relu_();
        },
        ["sum with a constant, relu"] = (g, other) =>
        {
            var addend = Constant(g);
            return Then(Then(g.Norm(g.X * 1), other).add_(addend), other).relu_();
        },
        ["sum of two"] = (g, other) =>
        {
            var addend = g.X * 3;
            return Then(Then(g.Norm(g.X * 1), other).add_(addend), other).add_(addend);
        },
        ["relu, sum"] = (g, other) => Then(Then(g.Norm(g.X * 1), other).relu_(), other).add(g.X),
        ["sum with what the norm took"] = (g, other) =>
        {
            var x = g.X * 1;
            return Then(g.Norm(x), other).add_(x).relu_();
        },
        ["sum with itself"] = (g, other) =>
        {
            var y = Then(g.Norm(g.X * 1), other);
            return y.add_(y);
        },
        ["half of a sum"] = (g, other) => Then(g.Norm(g.X * 1), other).add_(g.X, 0.5),
        ["sum with one number for each channel"] = (g, other) =>
        {
            var addend = g.Gamma.view(-1, 1, 1);
            return Then(g.Norm(g.X * 1), other).add_(addend).relu_();
        },
        ["sum with numbers that lie in another order"] = (g, other) =>
        {
            var addend = (g.X * 3).contiguous();
            return Then(g.Norm(g.X * 1), other).add_(addend).relu_();
        },
        ["sum, relu, convolution"] = (g, other) =>
        {
            var addend = g.X * 3;
            return g.Convolve(Then(Then(g.Norm(g.X * 1), other).add_(addend), other).relu_());
        },
        ["two norms, and a sum of them"] = (g, other) =>
        {
            var first = g.Norm(g.X * 2);
            return Then(g.Norm(g.X * 1), other).add_(first).relu_();
        },
        ["relu of a norm behind which there was another"] = (g, other) =>
        {
            var first = g.Norm(g.X * 2);
            other();
            var second = g.Norm(g.X * 1);
            return first.relu_().mul(second.relu_());
        },
        ["relu twice of a sum"] = (g, other) =>
        {
            var addend = g.X * 3;
            return Then(Then(g.Norm(g.X * 1), other).add_(addend).relu_(), other).relu();
        },
        ["gradients of the sum are kept"] = (g, other) =>
        {
            var addend = g.X * 3;
            var y = g.Norm(g.X * 1);
            y.retain_grad();
            return Then(y, other).add_(addend).relu_();
        },
    };

    public static TheoryData<string> Cases() => [.. Bodies.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_has_the_bits_of_one_step_after_another_in_float32(string body) => AreSame(ScalarType.Float32, body);

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_has_the_bits_of_one_step_after_another_in_bfloat16(string body) => AreSame(ScalarType.BFloat16, body);

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_what_libtorch_computes(string body)
    {
        var found = Results(ScalarType.Float32, g => Bodies[body](g, () => { }));
        var expected = Results(ScalarType.Float64, g => Bodies[body](g, () => { }));

        foreach (var (a, b) in expected.Zip(found))
        {
            var greatest = a.Select(Math.Abs).Append(1e-6).Max();
            Assert.True(a.Zip(b, (x, y) => Math.Abs(x - y)).Append(0).Max() <= 3e-5 * greatest);
        }
    }

    // The second finds it written, whether or not the first has called anything since.
    [Fact]
    public void Another_thread_may_take_it()
    {
        for (var i = 0; i < 50; i++)
        {
            var found = Results(ScalarType.Float32, g =>
            {
                var addend = g.X * 3;
                return OnAnother(g.Norm(g.X * 1), y => y.add_(addend)).relu_();
            });
            var expected = Results(ScalarType.Float32, g => Bodies["sum, relu"](g, () => g.Mean.add(1).Dispose()));
            Assert.Equal(expected[0], found[0]);
        }

        static Tensor OnAnother(Tensor y, Func<Tensor, Tensor> step)
        {
            var result = y;
            var thread = new Thread(() => result = step(y));
            thread.Start();
            thread.Join();
            return result;
        }
    }

    [Fact]
    public void Many_threads_at_once_do_not_disturb_each_other()
    {
        double[] One(int seed)
        {
            using var scope = NewDisposeScope();
            var x = (arange(2 * 6 * 6 * 16, dtype: ScalarType.Float32) * (seed + 1)).sin().view(2, 6, 6, 16).permute(0, 3, 1, 2).requires_grad_(true);
            var (y, addend) = (x * 1, x * 3);
            for (var i = 0; i < 20; i++)
            {
                y = nn.functional.batch_norm(y, null, null, training: true).add_(addend).relu_();
            }

            return NormGraph.Numbers(y);
        }

        var expected = Enumerable.Range(0, 8).Select(One).ToArray();
        var found = new double[8][];
        for (var round = 0; round < 5; round++)
        {
            Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => found[i] = One(i));
            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second));
        }
    }

    [Fact]
    public void Its_numbers_can_be_read_at_once()
    {
        using var scope = NewDisposeScope();
        var x = randn(2, 5, 5, 16).permute(0, 3, 1, 2).requires_grad_(true) * 1;

        var found = nn.functional.batch_norm(x, null, null, training: true).detach();

        Assert.True((found.mean([0, 2, 3]).abs().max() < 1e-5).item<bool>());
        Assert.True((found.pow(2).mean([0, 2, 3]) - 1).abs().max().item<float>() < 1e-3);
    }

    [Fact]
    public void It_may_be_disposed_before_anyone_asked_for_it()
    {
        using var scope = NewDisposeScope();
        var x = randn(2, 5, 5, 16).permute(0, 3, 1, 2).requires_grad_(true) * 1;
        var expected = NormGraph.Numbers(nn.functional.batch_norm(x, null, null, training: true));
        var tensors = Tensor.TotalCount;
        for (var i = 0; i < 3; i++)
        {
            nn.functional.batch_norm(x, null, null, training: true).Dispose();
        }

        Assert.Equal(tensors, Tensor.TotalCount);
        Assert.Equal(expected, NormGraph.Numbers(nn.functional.batch_norm(x, null, null, training: true)));
    }

    // Seen from where nobody may look: what the norm took is written to behind the library's back. Shapes and kinds may be asked for without its being written.
    [Fact]
    public void It_waits_for_what_follows()
    {
        using var scope = NewDisposeScope();
        var leaf = randn(2, 16, 5, 5).requires_grad_(true);
        var (plain, changed) = (Run(false), Run(true));

        Assert.Equal(plain[1..], changed[1..]);
        Assert.True(changed[0] > plain[0] + 10);

        double[] Run(bool changes)
        {
            var (x, addend) = (Laid(leaf) * 1, Laid(leaf) * 0);
            var numbers = MemoryMarshal.Cast<byte, float>(x.permute(0, 2, 3, 1).bytes);
            var y = nn.functional.batch_norm(x, null, null, training: true);
            _ = y.shape.Length + y.stride().Length + (int)y.dtype + (y.requires_grad ? 1 : 0) + (y.is_leaf ? 1 : 0);
            y.add_(addend);
            if (changes)
            {
                numbers[0] += 100;
            }

            return NormGraph.Numbers(y.relu_());
        }
    }

    [Fact]
    public void A_sum_that_cannot_be_leaves_it_as_it_is()
    {
        using var scope = NewDisposeScope();
        var graph = new NormGraph(ScalarType.Float32, [2, 16, 5, 5], 16, g => g.X);
        var y = graph.Norm(graph.X * 1);

        Assert.ThrowsAny<ExternalException>(() => y.add_(zeros(3)));

        Assert.Equal(NormGraph.Numbers(graph.Norm(graph.X.detach())), NormGraph.Numbers(y));
    }

    [Fact]
    public void Gradients_of_a_sum_have_gradients()
    {
        var (expected, found) = (Second(ScalarType.Float64), Second(ScalarType.Float32));
        Assert.True(expected.Zip(found, (a, b) => Math.Abs(a - b)).Max() <= 1e-4 * expected.Select(Math.Abs).Max());

        static double[] Second(ScalarType type)
        {
            using var scope = NewDisposeScope();
            var graph = new NormGraph(type, [2, 4, 5, 5], 4, g => Bodies["sum, relu, convolution"](g, () => { }));
            var first = autograd.grad([graph.Run().pow(2).sum()], [graph.X], create_graph: true)[0];
            return NormGraph.Numbers(autograd.grad([first.pow(2).sum()], [graph.X])[0]);
        }
    }

    private static void AreSame(ScalarType type, string body)
    {
        var found = Results(type, g => Bodies[body](g, () => { }));
        var expected = Results(type, g => Bodies[body](g, () => g.Mean.add(1).Dispose()));

        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second));
        Assert.All(found, numbers => Assert.DoesNotContain(double.NaN, numbers));
    }

    private static Tensor Then(Tensor y, Action other)
    {
        other();
        return y;
    }

    private static Tensor Laid(Tensor x) => x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    private static Tensor Constant(NormGraph g) => g.X.detach().flip(0);

    private static IReadOnlyList<double[]> Results(ScalarType type, Func<NormGraph, Tensor> body) => new NormGraph(type, [3, 16, 7, 6], 16, body).Results();
}
