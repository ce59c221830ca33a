using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace ResNetGen.Core.Tests.Planning;

public sealed class KerasTests
{
    [SkippableTheory]
    [InlineData("keras_resnet20v1", "ResNet20v1")]
    [InlineData("keras_resnet32v1", "ResNet32v1")]
    [InlineData("keras_resnet44v1", "ResNet44v1")]
    [InlineData("keras_resnet56v1", "ResNet56v1")]
    [InlineData("keras_resnet110v1", "ResNet110v1")]
    [InlineData("keras_resnet20v2", "ResNet20v2")]
    [InlineData("keras_resnet29v2", "ResNet29v2")]
    [InlineData("keras_resnet56v2", "ResNet56v2")]
    public void Costs_are_those_of_the_CIFAR_example(string family, string inKeras) =>
        HasCostsOf("cifar10_resnet_example", inKeras, Networks.Compile($"{{ 'family': '{family}' }}"));

    [SkippableTheory]
    [InlineData("keras_resnet50", "ResNet50")]
    [InlineData("keras_resnet101", "ResNet101")]
    [InlineData("keras_resnet152", "ResNet152")]
    [InlineData("resnet50v2", "ResNet50V2")]
    [InlineData("resnet152v2", "ResNet152V2")]
    public void Costs_are_those_of_Applications(string family, string inKeras) =>
        HasCostsOf("applications", inKeras, Networks.Compile($"{{ 'family': '{family}' }}"));

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

    private static List<string> LayersOf(string family) =>
        Networks.Compile($"{{ 'family': '{family}' }}").Plan!.Tensors.Select(t => t.Key.Split('.')[0]).Distinct().ToList();

    private static IEnumerable<string> InUnit(IEnumerable<string> layers, string unit) =>
        layers.Where(l => l.StartsWith(unit, StringComparison.Ordinal)).Select(l => l[unit.Length..]);

    private static void HasCostsOf(string group, string name, CompiledNetwork network)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden/keras.json")));
        var published = golden.RootElement.GetProperty(group).GetProperty(name);
        var plan = network.Plan ?? throw new InvalidOperationException(string.Join(Environment.NewLine, network.Findings));

        Assert.Equal(published.GetProperty("trainable_params").GetInt64(), plan.Parameters);
        Assert.Equal(published.GetProperty("macs").GetInt64(), plan.MultiplyAdds);
    }
}
