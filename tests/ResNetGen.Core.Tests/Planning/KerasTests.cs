using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Tests.Planning;

public sealed class KerasTests
{
    public static TheoryData<string, string> Examples => Cases(ZooChecks.KerasExampleCosts);

    public static TheoryData<string, string> Applications => Cases(ZooChecks.KerasApplicationsCosts);

    [Theory]
    [MemberData(nameof(Examples))]
    public void Costs_are_those_of_the_CIFAR_example(string family, string inKeras) =>
        HasCostsOf("keras-cifar-example", inKeras, Networks.Compile($"{{ 'family': '{family}' }}"));

    // What the example makes of other depths.
    [Theory]
    [InlineData("keras_resnet20v1", 164, "ResNet164v1")]
    [InlineData("keras_resnet20v2", 1001, "ResNet1001v2")]
    public void Costs_of_other_depths_are_those_of_the_CIFAR_example(string family, int depth, string inKeras) =>
        HasCostsOf("keras-cifar-example", inKeras, Networks.Compile($"{{ 'family': '{family}', 'depth': {depth} }}"));

    [Theory]
    [MemberData(nameof(Applications))]
    public void Costs_are_those_of_Applications(string family, string inKeras) =>
        HasCostsOf("keras-applications", inKeras, Networks.Compile($"{{ 'family': '{family}' }}"));

    [Fact]
    public void Keys_are_the_layers_of_Applications()
    {
        var layers = LayersOf("keras_resnet50");

        Assert.Equal(["conv1_conv", "conv1_bn", "predictions"], layers.Where(l => !l.Contains("_block", StringComparison.Ordinal)));
        Assert.Equal(["1_conv", "1_bn", "2_conv", "2_bn", "3_conv", "3_bn", "0_conv", "0_bn"], InUnit(layers, "conv2_block1_"));
        Assert.Equal(["1_conv", "1_bn", "2_conv", "2_bn", "3_conv", "3_bn"], InUnit(layers, "conv5_block3_"));
        Assert.Equal(107, layers.Count);
    }

    // Keras counts a norm with the convolution before it.
    [Fact]
    public void Keys_of_pre_activation_are_the_layers_of_Applications()
    {
        var layers = LayersOf("resnet50v2");

        Assert.Equal(["conv1_conv", "post_bn", "predictions"], layers.Where(l => !l.Contains("_block", StringComparison.Ordinal)));
        Assert.Equal(["preact_bn", "1_conv", "1_bn", "2_conv", "2_bn", "3_conv", "0_conv"], InUnit(layers, "conv4_block1_"));
        Assert.Equal(["preact_bn", "1_conv", "1_bn", "2_conv", "2_bn", "3_conv"], InUnit(layers, "conv4_block6_"));
    }

    // Keys that count are counted anew each time that they are looked at.
    [Theory]
    [InlineData("mlperf_resnet8", "batch_normalization_6.num_batches_tracked")]
    [InlineData("resnet20_avgpool_bias", "convs.8.bn2.num_batches_tracked")]
    public void Keys_that_count_are_the_same_whenever_they_are_read(string family, string last)
    {
        var tensors = Networks.Compile($"{{ 'family': '{family}' }}").Plan!.Tensors;

        Assert.Equal(tensors.Select(t => t.Key).ToList(), tensors.Select(t => t.Key).ToList());
        Assert.Equal(last, tensors.Last(t => t.Kind == TensorKind.Counter).Key);
    }

    private static TheoryData<string, string> Cases(IReadOnlyDictionary<string, string> names)
    {
        var data = new TheoryData<string, string>();
        foreach (var (family, inKeras) in names)
        {
            data.Add(family, inKeras);
        }

        return data;
    }

    private static List<string> LayersOf(string family) =>
        Networks.Compile($"{{ 'family': '{family}' }}").Plan!.Tensors.Select(t => t.Key.Split('.')[0]).Distinct().ToList();

    private static IEnumerable<string> InUnit(IEnumerable<string> layers, string unit) =>
        layers.Where(l => l.StartsWith(unit, StringComparison.Ordinal)).Select(l => l[unit.Length..]);

    private static void HasCostsOf(string source, string name, CompiledNetwork network)
    {
        var published = TestData.Costs(source, name);
        var plan = network.Plan ?? throw new InvalidOperationException(string.Join(Environment.NewLine, network.Findings));

        Assert.Equal(published.GetProperty("parameters").GetInt64(), plan.Parameters);
        Assert.Equal(published.GetProperty("multiplyAdds").GetInt64(), plan.MultiplyAdds);
    }
}
