using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Tests.Kernels;

/// <summary>The gradient of weights: for each weight the sum over all pixels of the products of input and gradient.</summary>
public unsafe class WeightGradientTests
{
    [Theory]
    [MemberData(nameof(KernelsUnderTest.All), MemberType = typeof(KernelsUnderTest))]
    public void Weights_get_the_sums_of_all_pixels(string name)
    {
        foreach (var shape in Shapes())
        {
            var kernels = shape.Input.IsVectors ? KernelsUnderTest.Get(name).ForVectors : KernelsUnderTest.Get(name);
            using var input = FeatureMaps.Random(shape.Input, kernels.ElementSize, 1);
            using var gradient = FeatureMaps.Random(shape.Gradient, kernels.ElementSize, 2);
            var job = new WeightGradientJob
            {
                Input = input.View, Gradient = gradient.View, Kernel = shape.Kernel, Stride = shape.Stride, Padding = shape.Padding, Dilation = shape.Dilation,
                InputBlocks = shape.Groups > 1 ? shape.Input.Blocks / shape.Groups : shape.Input.Blocks, GroupBlocks = shape.Groups > 1 ? shape.Gradient.Blocks / shape.Groups : 0,
            };
            var length = shape.Gradient.Blocks * job.InputBlocks * shape.Kernel * shape.Kernel * Layout.Lanes * Layout.Lanes;
            for (var workers = 1; workers <= 4; workers++)
            {
                foreach (var sharesBlocks in new[] { false, true })
                {
                    job.SharesBlocks = sharesBlocks;
                    var sums = Sums(kernels, job, workers, length);
                    foreach (var (place, expected) in Expected(shape, job.InputBlocks, input, gradient))
                    {
                        Assert.True(Math.Abs(expected - sums[place]) <= 1e-5 * Math.Sqrt(shape.Pixels), $"{shape}, {workers} workers, blocks shared: {sharesBlocks}: {sums[place]} at {place}, not {expected}");
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(KernelsUnderTest.All), MemberType = typeof(KernelsUnderTest))]
    public void Weights_of_images_get_the_sums_of_all_pixels(string name)
    {
        var kernels = KernelsUnderTest.Get(name);

        // Channels, kernel, stride, padding, output channels, height, width, images.
        foreach (var (channels, kernel, stride, padding, outputs, height, width, images) in new[] { (3, 7, 2, 3, 40, 19, 23, 2), (1, 3, 1, 1, 16, 6, 5, 3), (4, 1, 1, 0, 17, 9, 9, 1), (3, 5, 3, 2, 64, 12, 20, 5), (16, 3, 2, 0, 8, 7, 300, 2), (3, 3, 1, 1, 32, 3, 500, 1) })
        {
            int rows = ((height + (2 * padding) - kernel) / stride) + 1, columns = ((width + (2 * padding) - kernel) / stride) + 1;
            using var gradient = FeatureMaps.Random(new Layout(images, outputs, rows, columns, 1), kernels.ElementSize, 2);
            using var values = FeatureMaps.Random(new Layout(images, channels, height, width, 0), kernels.ElementSize, 3);

            // Kernels may read what lies behind the images.
            float[] padded =
            [
                .. Places(images, height + (2 * padding), width + (2 * padding), channels).Select(at => (float)values.Get(at.Image, at.Channel, at.Y - padding, at.X - padding)),
                .. Enumerable.Repeat(float.NaN, Layout.Lanes),
            ];
            var segments = Layout.BlocksOf(kernel * kernel * channels);
            for (var workers = 1; workers <= 4; workers++)
            {
                fixed (float* data = padded)
                {
                    var job = new WeightGradientJob
                    {
                        Images = new PaddedImages(data, channels, height, width, padding), Gradient = gradient.View, Kernel = kernel, Stride = stride, Padding = padding, Dilation = 1, InputBlocks = 1,
                        SharesBlocks = workers % 2 == 0,
                    };
                    var sums = Sums(kernels, job, workers, gradient.Layout.Blocks * segments * Layout.Lanes * Layout.Lanes);
                    for (var output = 0; output < outputs; output++)
                    {
                        for (var number = 0; number < kernel * kernel * channels; number++)
                        {
                            var (y, x, channel) = (number / channels / kernel, number / channels % kernel, number % channels);
                            var expected = Places(images, rows, columns, 1).Sum(at => gradient.Get(at.Image, output, at.Y, at.X) * values.Get(at.Image, channel, (at.Y * stride) + y - padding, (at.X * stride) + x - padding));
                            var place = (((((output / 16) * segments) + (number / 16)) * 16) + (number % 16)) * 16 + (output % 16);
                            Assert.Equal(expected, sums[place], 1e-5 * Math.Sqrt(images * rows * columns));
                        }
                    }
                }
            }
        }
    }

    private static IEnumerable<Shape> Shapes()
    {
        foreach (var kernel in new[] { 1, 3, 5, 7 })
        {
            yield return Shape.Of(kernel, stride: 1, dilation: 1, channels: 20, outputs: 33, height: 7, width: 6, images: 3);
            yield return Shape.Of(kernel, stride: 2, dilation: 1, channels: 33, outputs: 16, height: 9, width: 8, images: 2);
        }

        // More rows than a chunk has, rows longer than a chunk, fewer rows than workers, one pixel.
        yield return Shape.Of(3, stride: 1, dilation: 1, channels: 16, outputs: 48, height: 37, width: 14, images: 2);
        yield return Shape.Of(3, stride: 1, dilation: 2, channels: 5, outputs: 3, height: 3, width: 501, images: 1);
        yield return Shape.Of(3, stride: 3, dilation: 2, channels: 40, outputs: 20, height: 11, width: 13, images: 2);
        yield return Shape.Of(1, stride: 2, dilation: 1, channels: 16, outputs: 80, height: 4, width: 460, images: 1);
        yield return Shape.Of(1, stride: 1, dilation: 1, channels: 35, outputs: 50, height: 1, width: 1, images: 2);

        // Groups whose blocks are an even and an odd number.
        yield return Shape.Of(3, stride: 1, dilation: 1, channels: 64, outputs: 96, height: 5, width: 5, images: 2) with { Groups = 2 };
        yield return Shape.Of(3, stride: 2, dilation: 1, channels: 96, outputs: 96, height: 8, width: 7, images: 2) with { Groups = 3 };

        // Vectors.
        yield return new Shape(new Layout(1, 50, 1, 300, 0, IsVectors: true), new Layout(1, 21, 1, 300, 0, IsVectors: true), 1, 1, 0, 1, 1);
    }

    private static float[] Sums(KernelSet kernels, WeightGradientJob job, int workers, int length)
    {
        // Workers that share rows have sums of their own.
        var sums = new float[length];
        using var scratch = new NativeBytes(kernels.WeightGradientScratch(job));
        for (var index = 0; index < workers; index++)
        {
            var own = new float[length];
            Array.Fill(own, float.NaN);
            fixed (float* to = own)
            {
                job.Weights = to;
                kernels.WeightGradient(job, new Worker(index, workers, scratch.Data));
            }

            for (var i = 0; i < length; i++)
            {
                sums[i] = job.SharesBlocks ? (float.IsNaN(own[i]) ? sums[i] : own[i]) : sums[i] + own[i];
            }
        }

        return sums;
    }

    private static IEnumerable<(int Place, double Value)> Expected(Shape shape, int inputBlocks, FeatureMaps input, FeatureMaps gradient)
    {
        var taps = shape.Kernel * shape.Kernel;
        int groupInputs = shape.Input.Channels / shape.Groups, groupOutputs = shape.Gradient.Channels / shape.Groups;
        for (var output = 0; output < shape.Gradient.Channels; output++)
        {
            for (var channel = 0; channel < groupInputs; channel++)
            {
                for (var tap = 0; tap < taps; tap++)
                {
                    var from = (output / groupOutputs * groupInputs) + channel;
                    int top = (tap / shape.Kernel * shape.Dilation) - shape.Padding, left = (tap % shape.Kernel * shape.Dilation) - shape.Padding;
                    var sum = Places(gradient.Images, gradient.Height, gradient.Width, 1)
                        .Sum(at => gradient.Get(at.Image, output, at.Y, at.X) * input.Get(at.Image, from, (at.Y * shape.Stride) + top, (at.X * shape.Stride) + left));
                    var segment = (((output / 16) * inputBlocks) + (channel / 16)) * taps + tap;
                    yield return ((((segment * 16) + (channel % 16)) * 16) + (output % 16), sum);
                }
            }
        }
    }

    private static IEnumerable<(int Image, int Y, int X, int Channel)> Places(int images, int height, int width, int channels)
    {
        for (var i = 0L; i < (long)images * height * width * channels; i++)
        {
            yield return ((int)(i / channels / width / height), (int)(i / channels / width % height), (int)(i / channels % width), (int)(i % channels));
        }
    }

    private sealed record Shape(Layout Input, Layout Gradient, int Kernel, int Stride, int Padding, int Dilation, int Groups)
    {
        public double Pixels => (double)Gradient.Images * Gradient.Height * Gradient.Width;

        public static Shape Of(int kernel, int stride, int dilation, int channels, int outputs, int height, int width, int images)
        {
            var padding = kernel / 2 * dilation;
            return new Shape(
                new Layout(images, channels, height, width, padding), new Layout(images, outputs, ((height - 1) / stride) + 1, ((width - 1) / stride) + 1, padding), kernel, stride, padding, dilation, 1);
        }
    }
}
