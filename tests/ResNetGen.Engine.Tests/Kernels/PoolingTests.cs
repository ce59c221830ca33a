using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Tests.Kernels;

public unsafe class PoolingTests
{
    public static TheoryData<string, ConvolutionCase> Cases => KernelsUnderTest.With<ConvolutionCase>(
    [
        new(20, 20, 9, 11, 3, 2) { Images = 2, ExtraHalo = 1 },
        new(16, 16, 8, 8, 2, 2),
        new(5, 5, 7, 4, 3, 1) { ExtraHalo = 2 },
        new(33, 33, 6, 10, 5, 3) { Images = 3 },
    ]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Pooling_reduces_windows_without_their_padding(string name, ConvolutionCase c)
    {
        var kernels = KernelsUnderTest.Get(name);
        using var input = FeatureMaps.Random(new Layout(c.Images, c.Inputs, c.Height, c.Width, 1), kernels.ElementSize, 1);
        var padding = (c.Kernel - 1) / 2;
        int height = ((c.Height + (2 * padding) - c.Kernel) / c.Stride) + 1, width = ((c.Width + (2 * padding) - c.Kernel) / c.Stride) + 1;
        var layout = new Layout(c.Images, c.Inputs, height, width, c.ExtraHalo);
        using var output = new OutputUnderTest(kernels, layout, EpilogueCase.All[0], c.ExtraHalo != 2);
        input[0, 1, 2, 2] = float.NaN;
        foreach (var isMaximum in new[] { false, true })
        {
            var job = new PoolJob
            {
                Input = input.View,
                Output = output.Epilogue.Output,
                IsMaximum = isMaximum,
                Kernel = c.Kernel,
                Stride = c.Stride,
                Padding = padding,
                ClearsHalo = c.ExtraHalo != 2,
            };
            void Work(in Worker worker) => kernels.Pool(job, worker);
            output.Check(1e-6, 0, Work, (image, channel, y, x) =>
            {
                var window = Window(input, image, channel, (y * c.Stride) - padding, (x * c.Stride) - padding, c.Kernel).ToList();
                return isMaximum ? Maximum(window) : window.Average();
            });
        }
    }

    [Theory]
    [MemberData(nameof(KernelsUnderTest.All), MemberType = typeof(KernelsUnderTest))]
    public void Global_pooling_reduces_images_to_vectors(string name)
    {
        var kernels = KernelsUnderTest.Get(name);
        using var input = FeatureMaps.Random(new Layout(3, 37, 5, 6, 2), kernels.ElementSize, 1);
        input[1, 20, 3, 3] = float.NaN;
        using var output = new OutputUnderTest(kernels, new Layout(1, 37, 1, 3, 0, IsVectors: true), EpilogueCase.All[0]);
        foreach (var isMaximum in new[] { false, true })
        {
            var job = new GlobalPoolJob { Input = input.View, Output = output.Epilogue.Output, IsMaximum = isMaximum };
            void Work(in Worker worker) => kernels.GlobalPool(job, worker);
            output.Check(1e-6, 0, Work, (image, c, y, x) =>
            {
                var window = Window(input, image, c, 0, 0, 6).ToList();
                return isMaximum ? Maximum(window) : window.Average();
            });
        }
    }

    private static double Maximum(List<double> window) => window.Exists(double.IsNaN) ? double.NaN : window.Max();

    private static IEnumerable<double> Window(FeatureMaps input, int image, int channel, int top, int left, int size)
    {
        for (var y = Math.Max(0, top); y < Math.Min(input.Height, top + size); ++y)
        {
            for (var x = Math.Max(0, left); x < Math.Min(input.Width, left + size); ++x)
            {
                yield return input[image, channel, y, x];
            }
        }
    }
}
