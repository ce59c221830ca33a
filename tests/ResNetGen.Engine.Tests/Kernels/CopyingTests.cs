using System.Linq;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Tests.Kernels;

public unsafe class CopyingTests
{
    public static TheoryData<string, int, int, int, int> Copies
    {
        get
        {
            var data = new TheoryData<string, int, int, int, int>();
            foreach (var name in KernelsUnderTest.Names)
            {
                data.Add(name, 1, 0, 0, 0);
                data.Add(name, 2, 5, 0, 0);
                data.Add(name, 1, 16, 1, 2);
                data.Add(name, 3, 11, 2, 1);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Copies))]
    public void A_copy_puts_channels_and_pixels_among_zeros(string name, int stride, int before, int top, int left)
    {
        var kernels = KernelsUnderTest.Get(name);
        using var input = FeatureMaps.Random(new Layout(2, 20, 6, 7, 1), kernels.ElementSize, 1);
        int height = (5 / stride) + 1, width = (6 / stride) + 1;
        var layout = new Layout(2, before + 20 + 9, height + top + 1, width + left + 1, 1);
        using var output = new OutputUnderTest(kernels, layout, EpilogueCase.All[0]);
        var job = new CopyJob
        {
            Input = input.View,
            Output = output.Epilogue.Output,
            Stride = stride,
            ChannelsBefore = before,
            Top = top,
            Left = left,
            ClearsRest = true,
            ClearsHalo = true,
        };
        void Work(in Worker worker) => kernels.Copy(job, worker);
        output.Check(0, 0, Work, (image, c, y, x) =>
        {
            var isInside = c >= before && c < before + 20 && y >= top && y < top + height && x >= left && x < left + width;
            return isInside ? input[image, c - before, (y - top) * stride, (x - left) * stride] : 0;
        });
    }

    [Theory]
    [MemberData(nameof(KernelsUnderTest.All), MemberType = typeof(KernelsUnderTest))]
    public void A_copy_leaves_other_channels_alone(string name)
    {
        var kernels = KernelsUnderTest.Get(name);
        using var first = FeatureMaps.Random(new Layout(1, 20, 3, 4, 0), kernels.ElementSize, 1);
        using var second = FeatureMaps.Random(new Layout(1, 13, 3, 4, 1), kernels.ElementSize, 2);
        using var output = new OutputUnderTest(kernels, new Layout(1, 33, 3, 4, 0), EpilogueCase.All[0]);
        var jobs = new[]
        {
            new CopyJob { Input = first.View, Output = output.Epilogue.Output, Stride = 1 },
            new CopyJob { Input = second.View, Output = output.Epilogue.Output, Stride = 1, ChannelsBefore = 20 },
        };
        void Work(in Worker worker)
        {
            kernels.Copy(jobs[0], worker);
            kernels.Copy(jobs[1], worker);
        }

        output.Check(0, 0, Work, (image, c, y, x) => c < 20 ? first[image, c, y, x] : second[image, c - 20, y, x]);
    }

    [Theory]
    [MemberData(nameof(KernelsUnderTest.All), MemberType = typeof(KernelsUnderTest))]
    public void Flattening_and_export_follow_channel_row_column(string name)
    {
        var kernels = KernelsUnderTest.Get(name);
        using var input = FeatureMaps.Random(new Layout(5, 18, 2, 3, 1), kernels.ElementSize, 1);
        using var output = new FeatureMaps(new Layout(1, 18 * 6, 1, 5, 0, IsVectors: true), kernels.ElementSize);
        KernelsUnderTest.Run(3, 0, (in Worker worker) => kernels.Flatten(input.View, output.View, worker));
        using var exported = new NativeBytes(18 * 6 * sizeof(float));
        for (var image = 0; image < 5; ++image)
        {
            var expected = Enumerable.Range(0, 18 * 6).Select(i => input[image, i / 6, i / 3 % 2, i % 3]).ToArray();
            Assert.Equal(expected, Enumerable.Range(0, 18 * 6).Select(i => output[image, i, 0, 0]));
            Assert.Equal(0, output[image, (18 * 6) + 1, 0, 0]);
            kernels.Export(input.View, image, exported.Floats);
            Assert.Equal(expected, Enumerable.Range(0, 18 * 6).Select(i => exported.Floats[i]));
            kernels.Export(output.View, image, exported.Floats);
            Assert.Equal(expected, Enumerable.Range(0, 18 * 6).Select(i => exported.Floats[i]));
        }

        Assert.True(output.HasGuards());
    }
}
