using System;
using System.Runtime.Intrinsics;
using ResNetGen.Engine.Kernels;

namespace ResNetGen.Engine.Tests.Kernels;

public unsafe class KernelSetTests
{
    [Fact]
    public void Kernels_are_found_by_name_and_the_fastest_without()
    {
        var fastest = KernelSet.Find(null, bfloat16: false);
        Assert.Equal(Simd512.IsSupported ? "AVX-512" : Simd256.IsSupported ? "AVX2" : "128-bit", fastest?.Name);
        Assert.Equal("128-bit", KernelSet.Find("128-bit", bfloat16: false)?.Name);
        Assert.Equal(Simd256.IsSupported ? "AVX2" : null, KernelSet.Find("AVX2", bfloat16: false)?.Name);
        Assert.Null(KernelSet.Find("MMX", bfloat16: false));
        Assert.Null(KernelSet.Find("128-bit", bfloat16: true));
        Assert.Equal(["AVX-512", "AVX2", "128-bit"], KernelSet.Names);
    }

    [Fact]
    public void Without_executable_memory_bfloat16_is_computed_in_float32()
    {
        Assert.Null(KernelSet.ForBFloat16("The processor has no such instructions.", null));
        Assert.Equal(4, KernelSet.ForBFloat16(null, "memfd_create failed")?.ElementSize);
        Assert.Equal(2, KernelSet.ForBFloat16(null, null)?.ElementSize);
    }

    [Theory]
    [MemberData(nameof(KernelsUnderTest.All), MemberType = typeof(KernelsUnderTest))]
    public void Vectors_are_float32(string name)
    {
        var kernels = KernelsUnderTest.Get(name);
        Assert.Equal(name == KernelsUnderTest.BFloat16Name ? 2 : 4, kernels.ElementSize);
        Assert.Equal(4, kernels.ForVectors.ElementSize);
        Assert.Equal(kernels.Name, kernels.ForVectors.Name);
    }

    [SkippableFact]
    public void A_float32_is_rounded_to_the_nearest_bfloat16()
    {
        Skip.IfNot(Simd512.IsSupported, "The processor has no AVX-512.");
        Span<float> values = stackalloc float[16];
        Span<float> expected = stackalloc float[16];
        // Between 1 and the next, 1 + 1/128: below, at and above the middle, where the even one is taken.
        new[] { 1, 1.0039f, 1.00390625f, 1.0040f, 1.01171875f, -1.00390625f, float.NaN, 0, -0f, 1e-40f }.CopyTo(values);
        new[] { 1, 1, 1, 1.0078125f, 1.015625f, -1, float.NaN, 0, -0f, 9.1835e-41f }.CopyTo(expected);
        values[10] = float.MaxValue;
        values[11] = expected[10] = expected[11] = float.PositiveInfinity;
        // A NaN whose upper half alone would be infinity.
        values[12] = BitConverter.UInt32BitsToSingle(0x7f800001);
        values[13] = BitConverter.UInt32BitsToSingle(0xffffffff);
        expected[12] = expected[13] = float.NaN;
        var elements = stackalloc ushort[16];
        BFloat16.Store((byte*)elements, Vector512.Create<float>(values));
        var loaded = BFloat16.Load((byte*)elements);
        for (var i = 0; i < 14; ++i)
        {
            ushort single;
            BFloat16.Write((byte*)&single, values[i]);
            Assert.Equal(float.IsNaN(expected[i]), float.IsNaN(loaded[i]));
            var isRight = float.IsNaN(expected[i]) || expected[i] == loaded[i] || Math.Abs(expected[i] - loaded[i]) <= 1e-42f;
            Assert.True(isRight, $"{loaded[i]} instead of {expected[i]}");
            Assert.Equal(single, elements[i]);
        }
    }
}
