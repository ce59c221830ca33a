using System;
using System.Linq;
using ResNetGen.Engine.Kernels;

namespace ResNetGen.Engine.Tests.Kernels;

public sealed unsafe class WeightGradientTests
{
    public static TheoryData<string, WeightGradientCase> Cases => KernelsUnderTest.With(
    [
        new WeightGradientCase(Inputs: 16, Outputs: 16, Height: 5, Width: 7, Kernel: 1),
        new WeightGradientCase(Inputs: 40, Outputs: 70, Height: 8, Width: 8, Kernel: 1),
        new WeightGradientCase(Inputs: 16, Outputs: 48, Height: 32, Width: 32, Kernel: 3, Padding: 1),
        new WeightGradientCase(Inputs: 33, Outputs: 32, Height: 7, Width: 9, Kernel: 3, Padding: 1, Workers: 3),
        new WeightGradientCase(Inputs: 3, Outputs: 32, Height: 23, Width: 24, Kernel: 7, Stride: 2, Padding: 3, Workers: 2),
        new WeightGradientCase(Inputs: 32, Outputs: 32, Height: 9, Width: 10, Kernel: 1, Stride: 2),
        new WeightGradientCase(Inputs: 32, Outputs: 32, Height: 9, Width: 8, Kernel: 3, Stride: 2, Padding: 1, Workers: 4),
        new WeightGradientCase(Inputs: 16, Outputs: 16, Height: 11, Width: 11, Kernel: 3, Padding: 2, Dilation: 2),
        new WeightGradientCase(Inputs: 16, Outputs: 16, Height: 2, Width: 2, Kernel: 5, Padding: 2, Images: 5),
        new WeightGradientCase(Inputs: 16, Outputs: 128, Height: 3, Width: 5, Kernel: 3, Padding: 1, Workers: 2, SharesBlocks: true),
        new WeightGradientCase(Inputs: 64, Outputs: 96, Height: 6, Width: 6, Kernel: 3, Padding: 1, Groups: 2),
        new WeightGradientCase(Inputs: 16, Outputs: 16, Height: 3, Width: 701, Kernel: 1, Workers: 2),
        new WeightGradientCase(Inputs: 16, Outputs: 16, Height: 1, Width: 1, Kernel: 1, Images: 1, Workers: 2),
    ]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_are_the_sums_of_products(string name, WeightGradientCase of)
    {
        var kernels = KernelsUnderTest.Get(name);
        const int Halo = 3;
        var reach = ((of.Kernel - 1) * of.Dilation) + 1;
        var (height, width) = (((of.Height + (2 * of.Padding) - reach) / of.Stride) + 1, ((of.Width + (2 * of.Padding) - reach) / of.Stride) + 1);
        using var input = FeatureMaps.Random(new Layout(of.Images, of.Inputs, of.Height, of.Width, Halo), kernels.ElementSize, seed: 1);
        using var gradient = FeatureMaps.Random(new Layout(of.Images, of.Outputs, height, width, Halo), kernels.ElementSize, seed: 2);
        var inputBlocks = input.Layout.Blocks / of.Groups;
        var length = gradient.Layout.Blocks * inputBlocks * of.Kernel * of.Kernel * 256;
        float[][] weights = [.. Enumerable.Range(0, of.SharesBlocks ? 1 : of.Workers).Select(_ => new float[length])];
        var job = new WeightGradientJob
        {
            Input = input.View, Gradient = gradient.View, Kernel = of.Kernel, Stride = of.Stride, Padding = of.Padding, Dilation = of.Dilation,
            GroupBlocks = of.Groups == 1 ? 0 : gradient.Layout.Blocks / of.Groups, InputBlocks = inputBlocks, SharesBlocks = of.SharesBlocks,
        };
        KernelsUnderTest.Run(of.Workers, kernels.WeightGradientScratch(job), (in worker) =>
        {
            var own = job;
            fixed (float* to = weights[of.SharesBlocks ? 0 : worker.Index])
            {
                own.Weights = to;
                kernels.WeightGradient(own, worker);
            }
        });

        for (var output = 0; output < of.Outputs; output++)
        {
            var group = output / (of.Outputs / of.Groups) * (of.Inputs / of.Groups);
            for (var channel = 0; channel < of.Inputs / of.Groups; channel++)
            {
                for (var tap = 0; tap < of.Kernel * of.Kernel; tap++)
                {
                    var (right, size) = Expected(of, input, gradient, output, group + channel, tap);
                    var place = ((((((long)output / 16 * inputBlocks) + (channel / 16)) * of.Kernel * of.Kernel) + tap) * 256) + (channel % 16 * 16) + (output % 16);
                    var found = weights.Sum(part => (double)part[place]);
                    Assert.True(Math.Abs(found - right) <= 2e-6 * (size + 1), $"output {output}, input {channel}, place {tap}: {found}, not {right}");
                }
            }
        }
    }

    private static (double Sum, double Size) Expected(WeightGradientCase of, FeatureMaps input, FeatureMaps gradient, int output, int channel, int tap)
    {
        var (sum, size) = (0.0, 0.0);
        for (var image = 0; image < of.Images; image++)
        {
            for (var y = 0; y < gradient.Height; y++)
            {
                for (var x = 0; x < gradient.Width; x++)
                {
                    var product = gradient[image, output, y, x]
                        * input.Get(image, channel, (y * of.Stride) + (tap / of.Kernel * of.Dilation) - of.Padding, (x * of.Stride) + (tap % of.Kernel * of.Dilation) - of.Padding);
                    (sum, size) = (sum + product, size + Math.Abs(product));
                }
            }
        }

        return (sum, size);
    }
}

/// <summary>A gradient of weights under test.</summary>
public sealed record WeightGradientCase(
    int Inputs, int Outputs, int Height, int Width, int Kernel, int Stride = 1, int Padding = 0, int Dilation = 1, int Images = 2, int Workers = 1, int Groups = 1, bool SharesBlocks = false);
