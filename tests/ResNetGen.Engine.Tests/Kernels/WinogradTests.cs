using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Tests.Kernels;

public unsafe class WinogradTests
{
    public static TheoryData<string, ConvolutionCase> Cases => KernelsUnderTest.With(AllCases());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Winograd_computes_a_3x3_convolution(string name, ConvolutionCase c) =>
        Check(name, c, isRounded: true, maxTiles: 14);

    [Theory]
    [MemberData(nameof(KernelsUnderTest.All), MemberType = typeof(KernelsUnderTest))]
    public void The_transform_domain_may_be_float32(string name) =>
        Check(name, new ConvolutionCase(20, 32, 9, 10, 3), isRounded: false, maxTiles: 20);

    [Fact]
    public void The_weight_transform_evaluates_polynomials_at_the_points()
    {
        // A polynomial of degree 2 at each point, times P or Q; the coefficient of the square at infinity.
        double[] points = [0, WinogradPoints.P, -WinogradPoints.P, WinogradPoints.Q, -WinogradPoints.Q];
        for (var i = 1; i < 5; ++i)
        {
            var others = points.Where((_, k) => k != i).Aggregate(1.0, (product, p) => product * (points[i] - p));
            for (var power = 0; power < 3; ++power)
            {
                Assert.Equal(Math.Abs(points[i]) * Math.Pow(points[i], power) / others, WinogradPoints.G[i][power], 12);
            }
        }
    }

    [Theory]
    [MemberData(nameof(KernelsUnderTest.All), MemberType = typeof(KernelsUnderTest))]
    public void Tiles_at_the_edge_read_nothing_of_other_images(string name)
    {
        // A tile below the first image covers rows of the second.
        var c = new ConvolutionCase(16, 16, 5, 5, 3) { Images = 2 };
        Check(name, c, isRounded: true, maxTiles: 14, input =>
        {
            for (var place = 0; place < 25 * c.Inputs; ++place)
            {
                input[1, place / 25, place / 5 % 5, place % 5] = float.NaN;
            }
        });
    }

    [Theory]
    [MemberData(nameof(KernelsUnderTest.All), MemberType = typeof(KernelsUnderTest))]
    public void Tiles_at_the_right_edge_read_nothing_of_the_next_row(string name)
    {
        // The second tile has one column. Behind the halo lie the first pixels of the next row.
        var c = new ConvolutionCase(16, 16, 5, 5, 3);
        var kernels = KernelsUnderTest.Get(name);
        using var input = FeatureMaps.Random(new Layout(1, c.Inputs, c.Height, c.Width, 1), kernels.ElementSize, 1);
        using var expected = Convolve(kernels, c, input);
        input[0, 0, 2, 0] = float.NaN;

        using var output = Convolve(kernels, c, input);

        for (var place = 0; place < c.Outputs * c.Height; place++)
        {
            Assert.Equal(expected[0, place / c.Height, place % c.Height, 4], output[0, place / c.Height, place % c.Height, 4]);
        }
    }

    private static IEnumerable<ConvolutionCase> AllCases()
    {
        foreach (var epilogue in EpilogueCase.All)
        {
            yield return new(16, 32, 7, 10, 3) { Epilogue = epilogue.Name, Images = 2 };
        }

        for (var size = 1; size <= 9; ++size)
        {
            yield return new(17, 40, size, 10 - size, 3) { ExtraHalo = size % 3, Epilogue = "add, relu" };
        }

        yield return new(33, 32, 12, 21, 3) { Images = 2, Epilogue = "relu" };
        yield return new(16, 16, 20, 21, 3) { Images = 2 };
    }

    private static FeatureMaps Convolve(KernelSet kernels, ConvolutionCase c, FeatureMaps input)
    {
        var output = new FeatureMaps(new Layout(1, c.Outputs, c.Height, c.Width, 1), kernels.ElementSize);
        using var weights = new ConvolutionWeights(kernels, c);
        using var transformed = Transform(kernels, kernels.WinogradBlocks(output.Layout.Blocks), c, weights);
        var job = new WinogradJob
        {
            Input = input.View, Epilogue = new Epilogue { Output = output.View, ClearsHalo = true }, Weights = transformed.Data, Bias = weights.Bias, MaxTiles = 14, IsRounded = true,
        };
        KernelsUnderTest.Run(1, kernels.ConvolveWinogradScratch(job), (in Worker worker) => kernels.ConvolveWinograd(job, worker));
        return output;
    }

    private static void Check(string name, ConvolutionCase c, bool isRounded, int maxTiles, Action<FeatureMaps>? change = null)
    {
        var kernels = KernelsUnderTest.Get(name);
        using var input = FeatureMaps.Random(new Layout(c.Images, c.Inputs, c.Height, c.Width, 1 + c.ExtraHalo), kernels.ElementSize, 1);
        change?.Invoke(input);
        var layout = new Layout(c.Images, c.Outputs, c.Height, c.Width, 1 + c.ExtraHalo);
        using var output = new OutputUnderTest(kernels, layout, c.EpilogueCase, clearsHalo: c.ExtraHalo != 1);
        using var weights = new ConvolutionWeights(kernels, c);
        using var transformed = Transform(isRounded ? kernels : kernels.ForVectors, kernels.WinogradBlocks(layout.Blocks), c, weights);
        var job = new WinogradJob
        {
            Input = input.View,
            Epilogue = output.Epilogue,
            Weights = transformed.Data,
            Bias = weights.Bias,
            MaxTiles = maxTiles,
            IsRounded = isRounded,
        };
        void Work(in Worker worker) => kernels.ConvolveWinograd(job, worker);
        var tolerance = isRounded && kernels.ElementSize == 2 ? 0.06 : 2e-5;
        output.Check(tolerance, kernels.ConvolveWinogradScratch(job), Work, (image, o, y, x) => weights.Sum(input.Get, image, o, y, x));
    }

    private static NativeBytes Transform(KernelSet kernels, int together, ConvolutionCase c, ConvolutionWeights weights)
    {
        int inputBlocks = Layout.BlocksOf(c.Inputs), outputBlocks = Layout.BlocksOf(c.Outputs);
        var values = new float[36 * inputBlocks * outputBlocks * 256];
        for (var o = 0; o < c.Outputs; ++o)
        {
            for (var i = 0; i < c.Inputs; ++i)
            {
                for (var position = 0; position < 36; ++position)
                {
                    double[] rows = WinogradPoints.G[position / 6], columns = WinogradPoints.G[position % 6];
                    var value = Enumerable.Range(0, 9).Sum(tap => rows[tap / 3] * columns[tap % 3] * weights.Value(o, i, tap));
                    var block = o / 16;
                    var place = (((((block / together * 36) + position) * together) + (block % together)) * inputBlocks) + (i / 16);
                    values[(((place * 16) + (i % 16)) * 16) + (o % 16)] = (float)value;
                }
            }
        }

        var arranged = new NativeBytes(values.Length * kernels.ElementSize);
        fixed (float* p = values)
        {
            kernels.ArrangeWeights(p, values.Length / 16, arranged.Data);
        }

        return arranged;
    }
}
