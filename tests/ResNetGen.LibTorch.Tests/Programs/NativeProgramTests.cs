using System;
using System.Linq;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Programs;

/// <summary>Programs of one step behind a convolution that hands the image on, against libtorch's functions.</summary>
public sealed class NativeProgramTests
{
    private const long None = -2, Image = -1;

    // The native side's numbers.
    private const int Convolution = 0, Pass = 3, Mean = 7, GroupNorm = 16;

    public static TheoryData<string, bool> Ways()
    {
        var ways = new TheoryData<string, bool>();
        foreach (var bfloat16 in new[] { false, true })
        {
            foreach (var instructions in NativeProgram.AllInstructions.Where(name => NativeProgram.Has(name, bfloat16)))
            {
                ways.Add(instructions, bfloat16);
            }
        }

        return ways;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Nonlinearities_are_libtorchs_from_end_to_end(string instructions, bool bfloat16)
    {
        using var scope = NewDisposeScope();
        var x = cat([linspace(-12, 12, 4001), tensor(new[] { -1e30f, -200, -90, -1e-30f, 0, 1e-30f, 90, 200, 1e30f, float.NegativeInfinity, float.PositiveInfinity, float.NaN })]);
        x = (bfloat16 ? x.bfloat16().@float() : x).view(1, 1, 1, -1);
        var expected = new (int Kind, Func<Tensor, Tensor> Of)[] { (3, y => y.sigmoid()), (4, y => y.silu()), (5, y => y.gelu()) };
        foreach (var (kind, of) in expected)
        {
            using var program = Behind(1, instructions, bfloat16, Step(Pass, after: kind));

            var found = program.Run(x);

            var right = of(x.to(ScalarType.Float64));
            var finite = x.isfinite();
            var scale = right.abs().masked_select(finite).maximum(1);
            var off = (found.to(ScalarType.Float64) - right).masked_select(finite).abs().div(scale).max().item<double>();
            Assert.True(off < (bfloat16 ? 4e-3 : 1e-6), $"{kind}: off by {off}");
            Assert.True(found[0, 0, 0, -1].isnan().item<bool>());
            Assert.False(found.slice(3, 0, -3, 1).isnan().any().item<bool>());
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Groups_of_any_size_are_normalized(string instructions, bool bfloat16)
    {
        using var scope = NewDisposeScope();
        foreach (var (channels, groups) in new (long, long)[] { (3, 1), (16, 8), (24, 2), (24, 3), (40, 5), (48, 1), (64, 2), (96, 96) })
        {
            foreach (var images in new[] { 1, 7 })
            {
                var x = (randn(images, channels, 5, 6) * 2) + 40;
                var (weight, bias) = (randn(channels), randn(channels));
                using var program = Behind(channels, instructions, bfloat16, Step(GroupNorm, groups: groups, number: 1e-3), weight.clone(), bias.clone());

                var found = program.Run(x);

                var right = nn.functional.group_norm(bfloat16 ? x.bfloat16().@float() : x, groups, weight, bias, 1e-3);
                Assert.True((found - right).abs().max().item<float>() < (bfloat16 ? 0.05 : 1e-4), $"{channels} in {groups}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Groups_of_vectors_are_normalized(string instructions, bool bfloat16)
    {
        using var scope = NewDisposeScope();
        var x = randn(7, 24, 5, 6);
        var (weight, bias) = (randn(24), randn(24));
        using var builder = new NativeProgramBuilder(instructions, bfloat16);
        builder.Append(Step(Convolution, from: Image), [eye(24).view(24, 24, 1, 1), null]);
        builder.Append(Step(Mean), []);
        builder.Append(Step(GroupNorm, from: 1, groups: 3, number: 1e-3), [weight.clone(), bias.clone()]);
        using var program = builder.Complete(3, 2);

        var right = nn.functional.group_norm((bfloat16 ? x.bfloat16().@float() : x).mean([2, 3]), 3, weight, bias, 1e-3);
        Assert.True((program.Run(x) - right).abs().max().item<float>() < 1e-4);
    }

    [Fact]
    public void What_is_no_program_is_refused()
    {
        using var scope = NewDisposeScope();
        using var program = new NativeProgramBuilder();
        Assert.Contains("ends within a step", Assert.ThrowsAny<ExternalException>(() => program.Append([1, 2, 3], [])).Message, StringComparison.Ordinal);
        Assert.Contains("behind its end", Assert.ThrowsAny<ExternalException>(() => program.Append([.. Step(Pass), 0], [])).Message, StringComparison.Ordinal);
        Assert.Contains("no such activation", Assert.ThrowsAny<ExternalException>(() => program.Append(Step(Pass, after: 9), [])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "float32", Assert.ThrowsAny<ExternalException>(() => program.Append(Step(Convolution, from: Image), [zeros(4, 4, 1, 1, dtype: ScalarType.Float64)])).Message, StringComparison.Ordinal);
        Assert.Contains("has no steps", Assert.ThrowsAny<ExternalException>(() => program.Complete(1, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => program.Append(Step(Pass), []));

        using var unwritten = new NativeProgramBuilder();
        unwritten.Append(Step(Pass, from: 1), []);
        Assert.Contains("nothing was written to", Assert.ThrowsAny<ExternalException>(() => unwritten.Complete(2, 0)).Message, StringComparison.Ordinal);
        Assert.Contains("SSE9", Assert.ThrowsAny<ExternalException>(() => new NativeProgramBuilder("SSE9")).Message, StringComparison.Ordinal);
    }

    private static NativeProgram Behind(long channels, string instructions, bool bfloat16, long[] step, params Tensor[] weights)
    {
        using var builder = new NativeProgramBuilder(instructions, bfloat16);
        builder.Append(Step(Convolution, from: Image), [eye(channels).view(channels, channels, 1, 1), null]);
        builder.Append(step, weights);
        return builder.Complete(2, 1);
    }

    // As program.cpp reads it: from the first buffer to the second, or from the image to the first.
    private static long[] Step(int kind, long from = 0, long groups = 1, double number = 1, int after = 0) =>
    [
        kind, from, None, None, from + 1,
        1, 1, 0, 1, groups, 0, 0, BitConverter.DoubleToInt64Bits(number),
        0, 0, 0, 0,
        0, 0, None, after, 0,
    ];
}
