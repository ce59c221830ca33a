using System;
using System.Collections.Generic;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Tests.Kernels;

public unsafe class ImageConvolutionTests
{
    public static TheoryData<string, ConvolutionCase> Cases => KernelsUnderTest.With(AllCases());

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_first_convolution_reads_images_as_they_lie(string name, ConvolutionCase c)
    {
        var kernels = KernelsUnderTest.Get(name);
        foreach (var isChannelsLast in new[] { false, true })
        {
            Check(kernels, c, isChannelsLast);
        }
    }

    private static IEnumerable<ConvolutionCase> AllCases()
    {
        foreach (var epilogue in EpilogueCase.All)
        {
            yield return new(3, 20, 9, 11, 3, 1) { Epilogue = epilogue.Name };
        }

        foreach (var stride in new[] { 1, 2, 3 })
        {
            foreach (var channels in new[] { 1, 3, 4 })
            {
                yield return new(channels, 48, 17, 18, 7, stride) { Images = 2, Epilogue = "relu" };
                yield return new(channels, 16, 5, 40, 5, stride) { ExtraHalo = stride - 1 };
                yield return new(channels, 7, 4, 3, 1, stride) { Images = 3 };
            }
        }
    }

    private static void Check(KernelSet kernels, ConvolutionCase c, bool isChannelsLast)
    {
        var random = new Random(3);
        var values = new float[(c.Images * c.Inputs * c.Height * c.Width) + 16];
        for (var i = 0; i < values.Length; ++i)
        {
            values[i] = random.NextSingle() - 0.5f;
        }

        using var images = NativeBytes.Of<float>(values);
        var layout = new Layout(c.Images, c.Outputs, c.OutputHeight, c.OutputWidth, c.ExtraHalo);
        using var output = new OutputUnderTest(kernels, layout, c.EpilogueCase);
        using var weights = new ConvolutionWeights(kernels.ForVectors, c);
        int taps = c.Kernel * c.Kernel, segments = ((taps * c.Inputs) + 15) / 16, blocks = Layout.BlocksOf(c.Outputs);
        var packed = new float[blocks * segments * 256];
        for (var o = 0; o < c.Outputs; ++o)
        {
            for (var number = 0; number < taps * c.Inputs; ++number)
            {
                packed[(((o / 16 * segments * 16) + number) * 16) + (o % 16)] = weights.Value(o, number % c.Inputs, number / c.Inputs);
            }
        }

        using var arranged = NativeBytes.Of<float>(packed);
        var job = new ImageConvolutionJob
        {
            Images = images.Floats,
            ImageStride = (long)c.Inputs * c.Height * c.Width,
            ChannelStride = isChannelsLast ? 1 : c.Height * c.Width,
            RowStride = isChannelsLast ? c.Width * c.Inputs : c.Width,
            ColumnStride = isChannelsLast ? c.Inputs : 1,
            Channels = c.Inputs,
            Height = c.Height,
            Width = c.Width,
            Kernel = c.Kernel,
            Stride = c.Stride,
            Padding = c.Padding,
            Weights = arranged.Floats,
            Bias = weights.Bias,
            Segments = segments,
            Epilogue = output.Epilogue,
        };
        double Read(int image, int channel, int y, int x)
        {
            var isInside = y >= 0 && x >= 0 && y < c.Height && x < c.Width;
            var place = (image * job.ImageStride) + (channel * job.ChannelStride) + (y * job.RowStride) + (x * job.ColumnStride);
            return isInside ? values[place] : 0;
        }

        void Work(in Worker worker) => kernels.ConvolveImages(job, worker);
        output.Check(1e-5, kernels.ConvolveImagesScratch(job), Work, (image, o, y, x) => weights.Sum(Read, image, o, y, x));
    }
}
