using System;
using System.Linq;
using ResNetGen.Engine.Kernels;

namespace ResNetGen.Engine.Tests.MachineCode;

public sealed unsafe class BFloat16RoundingTests
{
    [SkippableTheory]
    [InlineData(0, 32)]
    [InlineData(1, 32)]
    [InlineData(2, 32)]
    [InlineData(7, 32)]
    [InlineData(6, 32)]
    [InlineData(5, 96)]
    public void Pixels_are_rounded_as_one_value_after_another_and_nothing_else_is_written(int pixels, int step)
    {
        Skip.IfNot(BFloat16Tiles.IsSupported, BFloat16Tiles.UnsupportedReason);
        float[] special =
        [
            0, -0f, 1, -1, 1.00390625f, 1.01171875f, -1.00390625f, 3.4e38f, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 1e-30f, 65535, 0.1f,
            BitConverter.UInt32BitsToSingle(0xffc01234),
        ];
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, pixels).SelectMany(pixel => pixel % 2 == 0 ? special : [.. special.Select(_ => (random.NextSingle() - 0.5f) * 100)])];
        var expected = new byte[(pixels * step) + 64];
        Array.Fill(expected, (byte)0xa5);
        var rounded = (byte[])expected.Clone();
        fixed (float* from = values)
        fixed (byte* to = rounded, right = expected)
        {
            for (var i = 0; i < values.Length; i++)
            {
                BFloat16.Write(right + (i / 16 * step) + (i % 16 * sizeof(ushort)), from[i]);
            }

            BFloat16Rounding.Round(from, to, step, pixels);
        }

        Assert.Equal(expected, rounded);
    }
}
