using System;
using System.Linq;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Tests.Kernels;

public unsafe class PointwiseTests
{
    /// <summary>Wider than what kernels compute before they write, and not a multiple.</summary>
    private static readonly Layout Maps = new(2, 20, 3, 70, 1);

    public static TheoryData<string, EpilogueCase> Cases => KernelsUnderTest.With(EpilogueCase.All);

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_affine_map_scales_and_shifts_channels(string name, EpilogueCase epilogue)
    {
        var kernels = KernelsUnderTest.Get(name);
        using var input = FeatureMaps.Random(Maps with { Halo = 2 }, kernels.ElementSize, 1);
        using var output = new OutputUnderTest(kernels, Maps, epilogue);
        using var scale = NativeBytes.Channels(Maps.Channels, c => 2 - (0.1f * c));
        using var shift = NativeBytes.Channels(Maps.Channels, c => 0.2f * c);
        var job = new AffineJob { Input = input.View, Scale = scale.Floats, Shift = shift.Floats, Factor = 7, Epilogue = output.Epilogue };
        void Work(in Worker worker) => kernels.Affine(job, worker);
        output.Check(1e-5, 0, Work, (image, c, y, x) => (input[image, c, y, x] * scale.Floats[c]) + shift.Floats[c]);
        job.Scale = job.Shift = null;
        output.Check(1e-5, 0, Work, (image, c, y, x) => input[image, c, y, x] * 7);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Channels_of_images_are_scaled(string name, EpilogueCase epilogue)
    {
        var kernels = KernelsUnderTest.Get(name);
        using var input = FeatureMaps.Random(Maps, kernels.ElementSize, 1);
        using var scales = FeatureMaps.Random(new Layout(1, Maps.Channels, 1, Maps.Images, 0, IsVectors: true), kernels.ElementSize, 2);
        using var output = new OutputUnderTest(kernels, Maps, epilogue);
        var job = new ChannelScaleJob { Input = input.View, Scales = scales.View, Epilogue = output.Epilogue };
        void Work(in Worker worker) => kernels.ScaleChannels(job, worker);
        output.Check(1e-5, 0, Work, (image, c, y, x) => (double)input[image, c, y, x] * scales[image, c, 0, 0]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gates_open_between_residual_and_shortcut(string name, EpilogueCase epilogue)
    {
        var kernels = KernelsUnderTest.Get(name);
        using var residual = FeatureMaps.Random(Maps, kernels.ElementSize, 1);
        using var shortcut = FeatureMaps.Random(Maps, kernels.ElementSize, 2);
        using var gate = FeatureMaps.Random(Maps, kernels.ElementSize, 3);
        using var output = new OutputUnderTest(kernels, Maps, epilogue);
        foreach (var isExclusive in new[] { false, true })
        {
            var job = new GateJob
            {
                Residual = residual.Data, Shortcut = shortcut.Data, Gate = gate.Data, IsExclusive = isExclusive, Epilogue = output.Epilogue,
            };
            void Work(in Worker worker) => kernels.Gate(job, worker);
            output.Check(1e-5, 0, Work, (image, c, y, x) =>
            {
                double r = residual[image, c, y, x], s = shortcut[image, c, y, x], g = gate[image, c, y, x];
                return isExclusive ? s + ((r - s) * g) : s + r - (s * g);
            });
        }
    }

    [Theory]
    [MemberData(nameof(KernelsUnderTest.All), MemberType = typeof(KernelsUnderTest))]
    public void Channels_are_convolved(string name)
    {
        var kernels = KernelsUnderTest.Get(name).ForVectors;
        var layout = new Layout(1, 37, 1, 5, 0, IsVectors: true);
        using var input = FeatureMaps.Random(layout, sizeof(float), 1);
        using var output = new OutputUnderTest(kernels, layout, EpilogueCase.All[0]);
        using var weights = NativeBytes.Of<float>([0.5f, -0.25f, 0.75f, 0.1f, -0.6f]);
        var job = new ChannelConvolutionJob { Input = input.View, Output = output.Epilogue.Output, Weights = weights.Floats, Kernel = 5 };
        void Work(in Worker worker) => kernels.ConvolveChannels(job, worker);
        output.Check(1e-6, 0, Work, (image, c, y, x) => Enumerable.Range(0, 5).Sum(
            k => c + k - 2 >= 0 && c + k - 2 < layout.Channels ? (double)weights.Floats[k] * input[image, c + k - 2, 0, 0] : 0));
    }

    [Theory]
    [MemberData(nameof(KernelsUnderTest.All), MemberType = typeof(KernelsUnderTest))]
    public void Activations_are_right_for_large_numbers_and_keep_NaN(string name)
    {
        var kernels = KernelsUnderTest.Get(name);
        float[] values = [-200, -88, -30, -10, -5, -1, -0.01f, 0, 0.01f, 1, 4.5f, 10, 30, 90, 200, float.NaN];
        var layout = new Layout(1, 16, 1, 1, 0);
        using var input = new FeatureMaps(layout, kernels.ElementSize);
        for (var c = 0; c < values.Length; ++c)
        {
            input[0, c, 0, 0] = values[c];
        }

        foreach (var function in Enum.GetValues<ActivationFunction>())
        {
            using var output = new FeatureMaps(layout, kernels.ElementSize);
            var step = new ActivationStep(function, 0.1f);
            var job = new AffineJob { Input = input.View, Factor = 1, Epilogue = new Epilogue { After = step, Output = output.View } };
            KernelsUnderTest.Run(1, 0, (in Worker worker) => kernels.Affine(job, worker));
            for (var c = 0; c < values.Length; ++c)
            {
                double x = input[0, c, 0, 0], actual = output[0, c, 0, 0];
                var expected = EpilogueCase.Activate(x, step);
                var allowed = kernels.ElementSize == 2 ? 0.005 : 1e-6;
                Assert.True(
                    double.IsNaN(x) ? double.IsNaN(actual) : Math.Abs(actual - expected) <= allowed * Math.Max(1, Math.Abs(expected)),
                    $"{function}({x}) is {actual} instead of {expected}");
            }
        }
    }
}
