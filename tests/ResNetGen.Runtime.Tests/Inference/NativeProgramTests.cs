using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Inference.Native;
using static TorchSharp.torch;

namespace ResNetGen.Runtime.Tests.Inference;

/// <summary>Programs of one step behind a convolution that hands the image on, against libtorch's functions.</summary>
public sealed class NativeProgramTests
{
    private const long None = -2, Image = -1;

    private const string NoLibrary = "";

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

        // A theory without a case would fail.
        if (ways.Count == 0)
        {
            ways.Add(NoLibrary, false);
        }

        return ways;
    }

    [SkippableTheory]
    [MemberData(nameof(Ways))]
    public void Nonlinearities_are_libtorchs_from_end_to_end(string instructions, bool bfloat16)
    {
        RequireLibrary(instructions != NoLibrary);
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

    [SkippableTheory]
    [MemberData(nameof(Ways))]
    public void Groups_of_any_size_are_normalized(string instructions, bool bfloat16)
    {
        RequireLibrary(instructions != NoLibrary);
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

    [SkippableTheory]
    [MemberData(nameof(Ways))]
    public void Groups_of_vectors_are_normalized(string instructions, bool bfloat16)
    {
        RequireLibrary(instructions != NoLibrary);
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

    [SkippableTheory]
    [MemberData(nameof(Ways))]
    public void Images_may_lie_in_memory_as_they_like(string instructions, bool bfloat16)
    {
        RequireLibrary(instructions != NoLibrary);
        using var scope = NewDisposeScope();
        using var program = Behind(3, instructions, bfloat16, Step(Pass));
        var x = randn(5, 3, 6, 7);
        var expected = program.Run(x);
        Assert.Equal(x.shape, expected.shape);
        Assert.True(bfloat16 || AreSame(expected, x));

        var others = new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["channels-last"] = x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2),
            ["rows and columns exchanged"] = x.transpose(2, 3).contiguous().transpose(2, 3),
            ["a part of larger images"] = cat([randn(5, 3, 2, 7), x, randn(5, 3, 1, 7)], 2).slice(2, 2, 8, 1),
            ["every second column"] = stack([x, randn(5, 3, 6, 7)], 4).flatten(3).slice(3, 0, 14, 2),
        };
        foreach (var (how, images) in others)
        {
            Assert.False(images.is_contiguous(), how);
            Assert.True(AreSame(program.Run(images), expected), how);
        }

        var same = program.Run(x[TensorIndex.Slice(0, 1)].expand(4, 3, 6, 7));
        Assert.True(AreSame(same[3], expected[0]));
        Assert.Equal([0, 3, 6, 7], program.Run(x.slice(0, 0, 0, 1)).shape);
        Assert.Equal(2, program.Profile(x, 2).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [SkippableFact]
    public void What_is_no_program_is_refused()
    {
        RequireLibrary(Has());
        using var scope = NewDisposeScope();
        using var program = new NativeProgramBuilder();
        RefusesStep("ends within a step", [1, 2, 3]);
        RefusesStep("behind its end", [.. Step(Pass), 0]);
        RefusesStep("No such activation", Step(Pass, after: 9));
        RefusesStep("No such kind", Step(99));
        RefusesStep("is no convolution", Step(Pass, from: Image));
        RefusesStep("has no weights", Step(Convolution, from: Image));
        RefusesStep("kernels of 3 x 3", Step(Convolution, from: Image), zeros(4, 4, 3, 3));
        RefusesStep("5 biases for 4 outputs", Step(Convolution, from: Image), zeros(4, 4, 1, 1), zeros(5));
        RefusesStep("has a factor and a constant", Step(GroupNorm), zeros(4));
        RefusesStep("float32", Step(Convolution, from: Image), zeros(4, 4, 1, 1, dtype: ScalarType.Float64));
        Assert.Contains("has no steps", Assert.Throws<InvalidOperationException>(() => program.Complete(1, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => program.Append(Step(Pass), []));

        using var unwritten = new NativeProgramBuilder();
        unwritten.Append(Step(Pass, from: 1), []);
        Assert.Contains("nothing was written to", Assert.Throws<InvalidOperationException>(() => unwritten.Complete(3, 0)).Message, StringComparison.Ordinal);
        using var outside = new NativeProgramBuilder();
        outside.Append(Step(Pass, from: 1), []);
        Assert.Contains("names the buffer 1", Assert.Throws<InvalidOperationException>(() => outside.Complete(1, 0)).Message, StringComparison.Ordinal);
        Assert.Contains("SSE9", Assert.Throws<ArgumentException>(() => new NativeProgramBuilder("SSE9")).Message, StringComparison.Ordinal);

        void RefusesStep(string words, long[] step, params Tensor[] weights) =>
            Assert.Contains(words, Assert.Throws<ArgumentException>(() => program.Append(step, weights)).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Images_of_another_kind_are_refused()
    {
        RequireLibrary(Has());
        using var scope = NewDisposeScope();
        using var builder = new NativeProgramBuilder();
        builder.Append(Step(Convolution, from: Image, kernel: 5), [zeros(4, 3, 5, 5), null]);
        using var program = builder.Complete(1, 0);

        Refuses("images of 3 channels; these have 4", zeros(1, 4, 8, 8));
        Refuses("a window of 5 does not fit 4", zeros(1, 3, 4, 8));
        Refuses("float32", zeros(1, 3, 8, 8, dtype: ScalarType.Float64));
        Refuses("N x C x H x W", zeros(3, 8, 8));
        Refuses("float32", zeros(1, 3, 8, 8).to_sparse());

        using var norm = Behind(3, null, false, Step(GroupNorm), zeros(17), zeros(17));
        Assert.Contains("another number of channels", Assert.Throws<ArgumentException>(() => norm.Run(zeros(1, 3, 8, 8))).Message, StringComparison.Ordinal);

        program.Dispose();
        Assert.Throws<ObjectDisposedException>(() => program.Run(zeros(1, 3, 8, 8)));

        void Refuses(string words, Tensor images)
        {
            Assert.Contains(words, Assert.Throws<ArgumentException>(() => program.Run(images)).Message, StringComparison.Ordinal);
            Assert.Contains(words, Assert.Throws<ArgumentException>(() => program.Profile(images, 1)).Message, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public void Torch_and_the_native_library_share_their_threads()
    {
        RequireLibrary(Has());
        var maps = File.ReadLines("/proc/self/maps").Where(line => line.Contains("/libgomp", StringComparison.Ordinal) || line.Contains("/libiomp", StringComparison.Ordinal));
        Assert.Single(maps.Select(line => line[line.IndexOf('/', StringComparison.Ordinal)..]).Distinct(StringComparer.Ordinal));
    }

    private static bool AreSame(Tensor left, Tensor right) => left.eq(right).all().item<bool>();

    private static bool Has() => NativeProgram.AllInstructions.Any(name => NativeProgram.Has(name));

    private static void RequireLibrary(bool isThere) => Skip.IfNot(isThere, "the native library is not there, or this processor has no instructions for it");

    private static NativeProgram Behind(long channels, string? instructions, bool bfloat16, long[] step, params Tensor[] weights)
    {
        using var builder = new NativeProgramBuilder(instructions, bfloat16);
        builder.Append(Step(Convolution, from: Image), [eye(channels).view(channels, channels, 1, 1), null]);
        builder.Append(step, weights);
        return builder.Complete(2, 1);
    }

    // As program.cpp reads it: from the first buffer to the second, or from the image to the first.
    private static long[] Step(int kind, long from = 0, long kernel = 1, long groups = 1, double number = 1, int after = 0) =>
    [
        kind, from, None, None, from + 1,
        kernel, 1, 0, 1, groups, 0, 0, BitConverter.DoubleToInt64Bits(number),
        0, 0, 0, 0,
        0, 0, None, after, 0,
    ];
}
