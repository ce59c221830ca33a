using System;
using System.Linq;
using ResNetGen.Data;
using ResNetGen.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Runtime.Tests.Torch;

/// <summary>Convolutions of libtorch on this machine, with what <c>TorchLoader</c> mends, against the same in float64.</summary>
public sealed class ConvolutionTests
{
    // Each was wrong, or ended the process, on a virtual machine whose processor does not describe its caches.
    [Theory]
    [InlineData(3, 4, 3, 1, 5, 2, false)]
    [InlineData(4, 6, 3, 1, 7, 2, false)]
    [InlineData(8, 8, 3, 1, 16, 4, false)]
    [InlineData(8, 8, 3, 1, 16, 4, true)]
    [InlineData(16, 32, 3, 2, 32, 4, false)]
    [InlineData(16, 32, 1, 2, 32, 4, true)]
    [InlineData(512, 1024, 1, 1, 28, 1, true)]
    [InlineData(512, 1024, 1, 2, 28, 1, true)]
    [InlineData(256, 512, 1, 2, 28, 2, false)]
    public void Outputs_and_gradients_are_those_of_float64(int inputs, int outputs, int kernel, int stride, int size, int batch, bool channelsLast)
    {
        manual_seed(3);
        using var scope = NewDisposeScope();
        var convolution = nn.Conv2d(inputs, outputs, kernel, stride, kernel / 2L, bias: false);
        var images = Laid(randn(batch, inputs, size, size), channelsLast);

        var (output, imageGradient, weightGradient) = Pass(convolution.weight!.detach(), images, stride, kernel / 2);
        var (expected, expectedImageGradient, expectedWeightGradient) = Pass(convolution.weight!.detach().to(float64), images.to(float64), stride, kernel / 2);

        AssertClose(expected, output);
        AssertClose(expectedImageGradient, imageGradient);
        AssertClose(expectedWeightGradient, weightGradient);
    }

    [Theory]
    [InlineData(4, 8, 64)]
    [InlineData(8, 16, 48)]
    [InlineData(8, 8, 96)]
    public void Strided_1_x_1_convolutions_of_few_channels_keep_to_their_memory(int inputs, int outputs, int size)
    {
        manual_seed(4);
        using var scope = NewDisposeScope();
        var convolution = nn.Conv2d(inputs, outputs, 1, 2, bias: false);
        Safeguards.Apply(convolution);
        var images = ImageLayout.ChannelsLast(randn(2, inputs, size, size));

        // Unguarded, the heap was damaged at the first or second of these.
        for (var i = 0; i < 4; i++)
        {
            convolution.zero_grad();
            convolution.call(images).sum().backward();
        }

        var (_, _, expected) = Pass(convolution.weight!.detach().to(float64), images.to(float64), 2, 0, useOnes: true);
        AssertClose(expected, convolution.weight!.grad!);
    }

    [Fact]
    public void Only_strided_1_x_1_convolutions_of_few_channels_are_guarded()
    {
        using var scope = NewDisposeScope();
        var images = ImageLayout.ChannelsLast(randn(2, 8, 6, 6));
        var seen = new long[3][];
        var convolutions = new[] { nn.Conv2d(8, 8, 1, 2), nn.Conv2d(8, 8, 1), nn.Conv2d(8, 8, 3, 2) };

        for (var i = 0; i < convolutions.Length; i++)
        {
            var place = i;
            Safeguards.Apply(convolutions[i]);
            convolutions[i].register_forward_pre_hook((_, input) =>
            {
                seen[place] = input.stride();
                return input;
            });
            convolutions[i].call(images);
        }

        Assert.Equal([288L, 36, 6, 1], seen[0]);
        Assert.All(seen.Skip(1), strides => Assert.Equal([288L, 1, 48, 8], strides));
    }

    private static Tensor Laid(Tensor images, bool channelsLast) => channelsLast ? ImageLayout.ChannelsLast(images) : images;

    private static (Tensor Output, Tensor ImageGradient, Tensor WeightGradient) Pass(Tensor weight, Tensor images, int stride, int padding, bool useOnes = false)
    {
        var (w, x) = (weight.clone().requires_grad_(), images.detach().requires_grad_());
        var output = nn.functional.conv2d(x, w, strides: [stride, stride], padding: [padding, padding]);

        // The same gradient in both types, from small whole numbers.
        var gradient = useOnes ? ones_like(output) : (arange(output.numel()) % 7 - 3).to(output.dtype).view(output.shape);
        output.backward([gradient]);
        return (output, x.grad!, w.grad!);
    }

    private static void AssertClose(Tensor expected, Tensor found)
    {
        var scale = expected.abs().max().item<double>();
        var worst = (expected - found.to(float64)).abs().max().item<double>();
        Assert.True(worst <= 1e-5 * Math.Max(scale, 1), $"off by {worst} of {scale}");
    }
}
