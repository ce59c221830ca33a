using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Tests.Kernels;

public unsafe class GroupNormTests
{
    public static TheoryData<string, EpilogueCase> Epilogues => KernelsUnderTest.With(EpilogueCase.All);

    public static TheoryData<string, int, int> Groups
    {
        get
        {
            var data = new TheoryData<string, int, int>();
            foreach (var name in KernelsUnderTest.Names)
            {
                foreach (var (channels, groups) in new[] { (16, 1), (48, 3), (64, 2), (40, 5), (36, 3), (24, 1), (7, 7) })
                {
                    data.Add(name, channels, groups);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void Groups_are_normalized(string name, int channels, int groups) =>
        Check(KernelsUnderTest.Get(name), new Layout(3, channels, 5, 6, 1), new Layout(3, channels, 5, 6, 2), groups, EpilogueCase.All[0]);

    [Theory]
    [MemberData(nameof(Groups))]
    public void Groups_of_vectors_are_normalized(string name, int channels, int groups)
    {
        var layout = new Layout(1, channels, 1, 5, 0, IsVectors: true);
        // The deviation of a single value is 0.
        if (channels != groups)
        {
            Check(KernelsUnderTest.Get(name).ForVectors, layout, layout, groups, EpilogueCase.All[1]);
        }
    }

    [Theory]
    [MemberData(nameof(Epilogues))]
    public void Group_norm_has_epilogues(string name, EpilogueCase epilogue) =>
        Check(KernelsUnderTest.Get(name), new Layout(2, 24, 3, 4, 1), new Layout(2, 24, 3, 4, 1), 3, epilogue);

    private static void Check(KernelSet kernels, Layout layout, Layout outputLayout, int groups, EpilogueCase epilogue)
    {
        using var input = FeatureMaps.Random(layout, kernels.ElementSize, 1);
        using var output = new OutputUnderTest(kernels, outputLayout, epilogue);
        using var scale = NativeBytes.Channels(layout.Channels, c => 1 + (0.05f * c));
        using var shift = NativeBytes.Channels(layout.Channels, c => 0.5f - (0.05f * c));
        var job = new GroupNormJob
        {
            Input = input.View, Scale = scale.Floats, Shift = shift.Floats, Groups = groups, Epsilon = 1e-5f, Epilogue = output.Epilogue,
        };
        var moments = new Dictionary<(int Image, int Group), (double Mean, double Deviation)>();
        var size = layout.Channels / groups;
        for (var image = 0; image < input.Images; ++image)
        {
            for (var group = 0; group < groups; ++group)
            {
                var values = Values(input, image, group * size, size).ToList();
                var mean = values.Average();
                moments[(image, group)] = (mean, Math.Sqrt(values.Average(v => (v - mean) * (v - mean)) + 1e-5));
            }
        }

        void Work(in Worker worker) => kernels.GroupNorm(job, worker);
        output.Check(2e-5, kernels.GroupNormScratch(job), Work, (image, c, y, x) =>
        {
            var (mean, deviation) = moments[(image, c / size)];
            return ((input[image, c, y, x] - mean) / deviation * scale.Floats[c]) + shift.Floats[c];
        });
    }

    private static IEnumerable<double> Values(FeatureMaps input, int image, int first, int count) =>
        from c in Enumerable.Range(first, count)
        from y in Enumerable.Range(0, input.Height)
        from x in Enumerable.Range(0, input.Width)
        select (double)input[image, c, y, x];
}
