using System;
using System.Linq;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Tests.Planning;

public sealed class AttentionTests
{
    // Wang et al. (2020, arXiv:1910.03151), equation 12: k = |log2(C) / 2 + 1 / 2|, the nearest odd number. Where two are equally near, as of 128 and of
    // 2048 channels, the authors' code takes the greater; and fewer than 3 would look at no neighbour.
    [Theory]
    [InlineData(4, 3)]
    [InlineData(8, 3)]
    [InlineData(16, 3)]
    [InlineData(32, 3)]
    [InlineData(64, 3)]
    [InlineData(100, 3)]
    [InlineData(127, 3)]
    [InlineData(128, 5)]
    [InlineData(200, 5)]
    [InlineData(256, 5)]
    [InlineData(512, 5)]
    [InlineData(1024, 5)]
    [InlineData(2047, 5)]
    [InlineData(2048, 7)]
    [InlineData(8192, 7)]
    public void Efficient_channel_attention_looks_at_more_channels_where_there_are_more(int channels, int kernel)
    {
        var attention = Assert.Single(OperationsOf<EfficientChannelAttention>("efficient-channel", channels));

        Assert.Equal(kernel, (int)attention.Kernel);
        Assert.Equal(kernel, attention.Parameters);
    }

    // Hu et al. (2018, arXiv:1709.01507), section 6.1: a reduction of 16.
    [Theory]
    [InlineData(64, 4)]
    [InlineData(2048, 128)]
    public void Squeeze_and_excitation_has_a_sixteenth_inside(int channels, int squeezed)
    {
        var attention = Assert.Single(OperationsOf<SqueezeExcitation>("squeeze-excitation", channels));

        Assert.Equal((channels, squeezed), ((int)attention.Channels, (int)attention.Squeezed));
        Assert.Equal((2L * channels * squeezed) + squeezed + channels, attention.Parameters);
    }

    private static T[] OperationsOf<T>(string kind, int channels)
        where T : Operation =>
        [.. Networks.Compile(FormattableString.Invariant($"{{ 'attention': '{kind}', 'stem': {{ 'width': 4 }}, 'stages': [{{ 'units': 1, 'width': {channels} }}] }}"))
            .Plan!.Stages[0].Runs[0].Unit.Graph.Operations.OfType<T>()];
}
