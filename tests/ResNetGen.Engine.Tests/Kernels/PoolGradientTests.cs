using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Tests.Kernels;

/// <summary>The gradient of max pooling: each goes to the first of a window's largest values, or to its first value that is no number, as in PyTorch.</summary>
public unsafe class PoolGradientTests
{
    [Theory]
    [MemberData(nameof(KernelsUnderTest.All), MemberType = typeof(KernelsUnderTest))]
    public void Maxima_get_the_gradients(string name)
    {
        var kernels = KernelsUnderTest.Get(name);
        Layout maps = new(2, 20, 7, 6, 1), pooled = new(2, 20, 4, 3, 0);
        using var input = FeatureMaps.Random(maps, kernels.ElementSize, 1);
        for (var y = 0; y < maps.Height; y++)
        {
            for (var x = 0; x < maps.Width; x++)
            {
                // Many values twice, values of no size, and values that are no numbers.
                input[0, 1, y, x] = (x + y) % 3;
                input[0, 17, y, x] = (x + (2 * y)) % 4 == 0 ? float.PositiveInfinity : float.NegativeInfinity;
                input[1, 3, y, x] = (x * y) % 5 == 3 ? float.NaN : x;
            }
        }

        using var gradient = FeatureMaps.Random(pooled, kernels.ElementSize, 2);
        using var found = FeatureMaps.Random(maps, kernels.ElementSize, 3);
        var job = new PoolGradientJob { Gradient = gradient.View, Input = input.View, InputGradient = found.View, IsMaximum = true, Kernel = 3, Stride = 2, Padding = 1 };
        for (var worker = 0; worker < 3; worker++)
        {
            kernels.PoolGradient(job, new Worker(worker, 3, null));
        }

        for (var image = 0; image < maps.Images; image++)
        {
            for (var channel = 0; channel < maps.Channels; channel++)
            {
                var expected = Expected(input, gradient, maps, pooled, image, channel);
                for (var y = 0; y < maps.Height; y++)
                {
                    for (var x = 0; x < maps.Width; x++)
                    {
                        Assert.Equal(expected[y, x], found[image, channel, y, x], kernels.ElementSize == sizeof(float) ? 1e-5f : 5e-2f);
                    }
                }
            }
        }
    }

    private static float[,] Expected(FeatureMaps input, FeatureMaps gradient, Layout maps, Layout pooled, int image, int channel)
    {
        var expected = new float[maps.Height, maps.Width];
        for (var row = 0; row < pooled.Height; row++)
        {
            for (var column = 0; column < pooled.Width; column++)
            {
                var (most, top, left) = (float.NegativeInfinity, -1, -1);
                for (var place = 0; place < 9; place++)
                {
                    var (y, x) = ((2 * row) - 1 + (place / 3), (2 * column) - 1 + (place % 3));
                    if (y >= 0 && y < maps.Height && x >= 0 && x < maps.Width
                        && (top < 0 || input[image, channel, y, x] > most || (float.IsNaN(input[image, channel, y, x]) && !float.IsNaN(most))))
                    {
                        (most, top, left) = (input[image, channel, y, x], y, x);
                    }
                }

                expected[top, left] += gradient[image, channel, row, column];
            }
        }

        return expected;
    }
}
