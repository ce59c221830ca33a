using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Tests.Kernels;

/// <summary>A convolution to be tested.</summary>
public sealed record ConvolutionCase(int Inputs, int Outputs, int Height, int Width, int Kernel = 1, int Stride = 1)
{
    public int Images { get; init; } = 1;

    public int Groups { get; init; } = 1;

    public int Dilation { get; init; } = 1;

    /// <summary>Pixels of the halo beyond what the kernel reads.</summary>
    public int ExtraHalo { get; init; }

    public bool IsNormed { get; init; }

    public string Epilogue { get; init; } = "none";

    public EpilogueCase EpilogueCase => EpilogueCase.All.Single(e => e.Name == Epilogue);

    public int Padding => Kernel / 2 * Dilation;

    public int OutputHeight => ((Height - 1) / Stride) + 1;

    public int OutputWidth => ((Width - 1) / Stride) + 1;
}

public unsafe class ConvolutionTests
{
    public static TheoryData<string, ConvolutionCase> Cases => KernelsUnderTest.With(AllCases());

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_convolution_is_a_sum_over_its_window(string name, ConvolutionCase c)
    {
        var kernels = KernelsUnderTest.Get(name);
        var halo = c.Padding + c.ExtraHalo;
        using var input = FeatureMaps.Random(new Layout(c.Images, c.Inputs, c.Height, c.Width, halo), kernels.ElementSize, 1);
        var layout = new Layout(c.Images, c.Outputs, c.OutputHeight, c.OutputWidth, halo);
        using var output = new OutputUnderTest(kernels, layout, c.EpilogueCase, clearsHalo: c.ExtraHalo != 1);
        using var weights = new ConvolutionWeights(kernels, c);
        using var offsets = NativeBytes.Of<long>(Offsets(c, input));
        using var scale = NativeBytes.Channels(c.Inputs, i => 1 + (0.1f * i));
        using var shift = NativeBytes.Channels(c.Inputs, i => 0.5f - (0.1f * i));
        var job = new ConvolutionJob
        {
            Input = input.View,
            InputScale = c.IsNormed ? scale.Floats : null,
            InputShift = c.IsNormed ? shift.Floats : null,
            InputActivation = c.IsNormed ? new ActivationStep(ActivationFunction.Relu) : default,
            Epilogue = output.Epilogue,
            Weights = weights.Data,
            Bias = weights.Bias,
            Offsets = (long*)offsets.Data,
            Segments = weights.Segments,
            Stride = c.Stride,
            GroupBlocks = c.Groups == 1 ? 0 : Math.Max(1, c.Outputs / c.Groups / Layout.Lanes),
            GroupInputs = c.Groups == 1 ? 0 : Math.Max(1, c.Inputs / c.Groups / Layout.Lanes),
        };
        double Read(int image, int channel, int y, int x)
        {
            var value = input.Get(image, channel, y, x);
            value = c.IsNormed ? Math.Max(0, (value * scale.Floats[channel]) + shift.Floats[channel]) : value;
            return c.IsNormed && kernels.ElementSize == 2 ? ConvolutionWeights.Round((float)value) : value;
        }

        void Work(in Worker worker) => kernels.Convolve(job, worker);
        output.Check(c.IsNormed ? 1e-4 : 1e-5, kernels.ConvolveScratch(job), Work, (image, o, y, x) => weights.Sum(Read, image, o, y, x));
    }

    [Theory]
    [MemberData(nameof(KernelsUnderTest.All), MemberType = typeof(KernelsUnderTest))]
    public void Relu_keeps_NaN(string name)
    {
        var kernels = KernelsUnderTest.Get(name);
        var c = new ConvolutionCase(16, 32, 3, 5);
        using var input = FeatureMaps.Random(new Layout(1, 16, 3, 5, 0), kernels.ElementSize, 1);
        input[0, 3, 1, 2] = float.NaN;
        using var output = new OutputUnderTest(kernels, new Layout(1, 32, 3, 5, 0), EpilogueCase.All.Single(e => e.Name == "add, relu"));
        using var weights = new ConvolutionWeights(kernels, c);
        using var offsets = NativeBytes.Of<long>([0, 0]);
        var job = new ConvolutionJob
        {
            Input = input.View,
            Epilogue = output.Epilogue,
            Weights = weights.Data,
            Bias = weights.Bias,
            Offsets = (long*)offsets.Data,
            Segments = 1,
            Stride = 1,
        };
        void Work(in Worker worker) => kernels.Convolve(job, worker);
        output.Check(1e-5, 0, Work, (image, o, y, x) => weights.Sum(input.Get, image, o, y, x));
    }

    private static IEnumerable<ConvolutionCase> AllCases()
    {
        foreach (var epilogue in EpilogueCase.All)
        {
            yield return new(20, 40, 5, 9) { Epilogue = epilogue.Name, ExtraHalo = 1 };
            yield return new(16, 32, 4, 15, 3, 2) { Epilogue = epilogue.Name, Images = 2 };
        }

        // Every width of a tile, for one, two, three and four blocks.
        for (var width = 1; width <= 30; ++width)
        {
            yield return new(16, 16, 2, width) { Epilogue = "add, relu" };
            yield return new(7, 32, 1, width, Stride: 1 + (width % 3));
        }

        for (var width = 1; width <= 10; ++width)
        {
            yield return new(16, 48, 2, width) { Images = 2, Epilogue = "relu" };
            yield return new(16, 64, 2, width) { Images = 3, Epilogue = "add" };
        }

        for (var stride = 1; stride <= 3; ++stride)
        {
            yield return new(17, 33, 7, 6, 3, stride) { ExtraHalo = 2 };
            yield return new(16, 80, 4, 7, 5, stride) { Epilogue = "relu" };
            yield return new(5, 3, 9, 8, 7, stride);
            yield return new(32, 48, 8, 7, 3, stride) { Dilation = 2 };
            yield return new(64, 64, 3, 5, 3, stride) { Groups = 2 };
            yield return new(32, 32, 5, 8, 3, stride) { Groups = 8, Images = 2, Epilogue = "relu" };
            yield return new(40, 24, 5, 70, 1, stride) { IsNormed = true, ExtraHalo = 1 };
        }

        // More weights than stay in the cache, and more weights than inputs.
        yield return new(400, 272, 3, 3) { Epilogue = "relu" };
    }

    private static long[] Offsets(ConvolutionCase c, FeatureMaps input)
    {
        var offsets = new List<long>();
        var layout = input.Layout;
        var blocks = c.Groups == 1 ? layout.Blocks : Math.Max(1, c.Inputs / c.Groups / Layout.Lanes);
        for (var block = 0; block < blocks; ++block)
        {
            for (var tap = 0; tap < c.Kernel * c.Kernel; ++tap)
            {
                long y = (tap / c.Kernel * c.Dilation) - c.Padding, x = (tap % c.Kernel * c.Dilation) - c.Padding;
                offsets.Add(((block * layout.Plane) + (y * layout.Row) + (x * Layout.Lanes)) * input.ElementSize);
            }
        }

        offsets.Add(offsets[^1]);
        return [.. offsets];
    }
}

/// <summary>Random weights of a convolution, as kernels read them and as numbers.</summary>
internal sealed unsafe class ConvolutionWeights : IDisposable
{
    private readonly ConvolutionCase c;
    private readonly float[] values;
    private readonly NativeBytes arranged, bias;

    public ConvolutionWeights(KernelSet kernels, ConvolutionCase c)
    {
        this.c = c;
        var random = new Random(5);
        int inputs = c.Inputs / c.Groups, taps = c.Kernel * c.Kernel, groupOutputs = c.Outputs / c.Groups;
        Segments = Math.Max(1, (c.Groups == 1 ? Layout.BlocksOf(inputs) : inputs / Layout.Lanes)) * taps;
        bias = NativeBytes.Channels(c.Outputs, _ => random.NextSingle() - 0.5f);
        var size = 1 / MathF.Sqrt(inputs * taps);
        values = [.. Enumerable.Range(0, c.Outputs * inputs * taps).Select(_ => ((random.NextSingle() * 2) - 1) * size)];
        if (kernels.ElementSize == 2)
        {
            values = [.. values.Select(Round)];
        }

        var packed = new float[Layout.BlocksOf(c.Outputs) * Segments * Layout.Lanes * Layout.Lanes];
        for (var o = 0; o < c.Outputs; ++o)
        {
            var first = c.Groups == 1 || inputs >= Layout.Lanes ? 0 : o / groupOutputs * inputs % Layout.Lanes;
            for (var i = 0; i < inputs * taps; ++i)
            {
                int channel = first + (i / taps), segment = (channel / Layout.Lanes * taps) + (i % taps);
                var input = (((o / Layout.Lanes * Segments) + segment) * Layout.Lanes) + (channel % Layout.Lanes);
                packed[(input * Layout.Lanes) + (o % Layout.Lanes)] = values[(o * inputs * taps) + i];
            }
        }

        arranged = new NativeBytes(packed.Length * kernels.ElementSize);
        fixed (float* p = packed)
        {
            kernels.ArrangeWeights(p, packed.Length / Layout.Lanes, arranged.Data);
        }
    }

    public int Segments { get; }

    public byte* Data => arranged.Data;

    public float* Bias => bias.Floats;

    public static float Round(float x)
    {
        ushort rounded;
        BFloat16.Write((byte*)&rounded, x);
        return BFloat16.Read((byte*)&rounded);
    }

    public double Sum(Func<int, int, int, int, double> input, int image, int output, int y, int x)
    {
        int inputs = c.Inputs / c.Groups, group = output / (c.Outputs / c.Groups), taps = c.Kernel * c.Kernel;
        double sum = bias.Floats[output];
        for (var i = 0; i < inputs * taps; ++i)
        {
            var row = (y * c.Stride) + (i % taps / c.Kernel * c.Dilation) - c.Padding;
            var column = (x * c.Stride) + (i % taps % c.Kernel * c.Dilation) - c.Padding;
            sum += input(image, (group * inputs) + (i / taps), row, column) * values[(output * inputs * taps) + i];
        }

        return sum;
    }

    public float Value(int output, int input, int tap) => values[(((output * c.Inputs / c.Groups) + input) * c.Kernel * c.Kernel) + tap];

    public void Dispose()
    {
        arranged.Dispose();
        bias.Dispose();
    }
}
