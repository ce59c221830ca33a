using System.Linq;
using ResNetGen.Core.Designing;
using ResNetGen.Core.Designs;
using ResNetGen.Core.Families;

namespace ResNetGen.Core.Tests.Designing;

public sealed class FamilyTests
{
    public static TheoryData<string> Names => [.. FamilyTable.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_family_is_a_network_without_findings(string name)
    {
        // A family for any depth has none of its own.
        var depth = name == "custom_resnetv2" ? ", 'depth': 29" : "";
        var network = Networks.Design($"{{ 'family': '{name}'{depth} }}");

        Assert.InRange(network.Architecture.Stages.Count, 1, 8);
        Assert.Equal(HeadKind.Classifier, network.Architecture.Head.Kind);
    }

    [Theory]
    [InlineData("resnet50", "3 4 6 3", "256 512 1024 2048", "64 128 256 512")]
    [InlineData("resnet18", "2 2 2 2", "64 128 256 512", "64 128 256 512")]
    [InlineData("resnext50_32x4d", "3 4 6 3", "256 512 1024 2048", "128 256 512 1024")]
    [InlineData("resnext101_64x4d", "3 4 23 3", "256 512 1024 2048", "256 512 1024 2048")]
    [InlineData("wide_resnet50_2", "3 4 6 3", "256 512 1024 2048", "128 256 512 1024")]
    [InlineData("resnext29_8x64d", "3 3 3", "256 512 1024", "512 1024 2048")]
    [InlineData("wrn28_10", "4 4 4", "160 320 640", "160 320 640")]
    [InlineData("keras_resnet29v2", "3 3 3", "64 128 256", "16 64 128")]
    [InlineData("preresnet164", "18 18 18", "64 128 256", "16 32 64")]
    [InlineData("preresnet110", "18 18 18", "16 32 64", "16 32 64")]
    [InlineData("densenet121", "6 12 24 16", "32 32 32 32", "128 128 128 128")]
    [InlineData("densenet161", "6 12 36 24", "48 48 48 48", "192 192 192 192")]
    [InlineData("mlperf_resnet8", "1 1 1", "16 32 64", "16 32 64")]
    [InlineData("preresnet200", "3 24 36 3", "256 512 1024 2048", "64 128 256 512")]
    public void Its_stages_are_the_published_ones(string name, string units, string widths, string inner)
    {
        var stages = Networks.Design($"{{ 'family': '{name}' }}").Architecture.Stages;

        Assert.Equal((units, widths, inner), (string.Join(' ', stages.Select(s => s.Units)), string.Join(' ', stages.Select(s => s.Width)), string.Join(' ', stages.Select(s => s.Inner))));
    }

    [Fact]
    public void Stems_heads_and_strides_are_the_published_ones()
    {
        Assert.Equal(new StemConvolution(7, 64, 2), Assert.Single(Of("resnet50").Stem.Convolutions));
        Assert.Equal(new PoolDesign(PoolKind.Max, 3, 2, 1, Ceiling: false), Of("resnet50").Stem.Pool);
        Assert.Equal([new StemConvolution(3, 32, 2), new StemConvolution(3, 32, 1), new StemConvolution(3, 64, 1)], Of("resnet50d").Stem.Convolutions);
        Assert.Equal((false, false), (Of("preresnet164").Stem.Norm, Of("preresnet164").Stem.Activation));
        Assert.Equal((true, true), (Of("keras_resnet29v2").Stem.Norm, Of("keras_resnet29v2").Stem.Activation));
        Assert.Equal([1, 2, 2, 2], Of("resnet50").Stages.Select(s => s.Stride));
        Assert.Equal([2, 2, 2, 1], Of("resnet50v2").Stages.Select(s => s.Stride));
        Assert.Equal([1, 1, 1, 1], Of("densenet121").Stages.Select(s => s.Stride));
        Assert.Equal([true, false, false], Of("keras_resnet29v2").Stages.Select(s => s.Unit.Bare));
        Assert.Equal([512], DesignOf("custom_resnetv2", ", 'depth': 29").Architecture.Head.Dense.Select(d => d.Width));
        Assert.Equal([0.5, 0.5, 0.5], Of("densenet121").Stages.Take(3).Select(s => s.Transition!.Compression));
        Assert.Null(Of("densenet121").Stages[3].Transition);
        Assert.Equal(new SurvivalDesign(SurvivalRule.Linear, 0.5), Of("resnet110_stochastic").Survival);
        Assert.Equal(1000, Of("resnet50").Head.Outputs);
    }

    [Fact]
    public void What_is_written_comes_before_what_the_family_says()
    {
        var network = Networks.Design("{ 'family': 'resnet50', 'classes': 10, 'unit': 'basic', 'stem': { 'kernel': 3 }, 'stages': [{}, { 'units': 9 }, {}, { 'width': 100 }] }");

        Assert.Equal(10, network.Architecture.Head.Outputs);
        Assert.Equal(new StemConvolution(3, 64, 2), network.Architecture.Stem.Convolutions[0]);
        Assert.Equal([3, 9, 6, 3], network.Architecture.Stages.Select(s => s.Units));
        Assert.Equal([64, 128, 256, 100], network.Architecture.Stages.Select(s => s.Width));
    }

    [Fact]
    public void A_network_of_its_own_needs_units_and_widths_alone()
    {
        var network = Networks.Design("{ 'stages': [{ 'units': 2, 'width': 24 }, { 'units': 1, 'width': 48, 'unit': 'bottleneck', 'dilation': 2 }] }").Architecture;

        Assert.Equal(new StemConvolution(3, 24, 1), Assert.Single(network.Stem.Convolutions));
        Assert.Equal([(Designs.UnitKind.Basic, 24, 1, 1), (Designs.UnitKind.Bottleneck, 12, 2, 2)], network.Stages.Select(s => (s.Unit.Kind, s.Inner, s.Stride, s.Dilation)));
    }

    [Fact]
    public void An_output_stride_turns_later_strides_into_dilation()
    {
        var stages = Networks.Design("{ 'family': 'resnet50', 'outputStride': 8 }").Architecture.Stages;

        Assert.Equal([(1, 1), (2, 1), (1, 2), (1, 4)], stages.Select(s => (s.Stride, s.Dilation)));
    }

    private static Designs.Architecture Of(string family) => DesignOf(family, "").Architecture;

    private static DesignedNetwork DesignOf(string family, string rest) => Networks.Design($"{{ 'family': '{family}'{rest} }}");
}
