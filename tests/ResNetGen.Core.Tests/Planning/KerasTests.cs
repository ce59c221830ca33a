using System;
using System.IO;
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

    // Whatever the tensors are called.
    [SkippableTheory]
    [InlineData("keras_resnet50", "ResNet50")]
    [InlineData("keras_resnet101", "ResNet101")]
    [InlineData("keras_resnet152", "ResNet152")]
    [InlineData("resnet50v2", "ResNet50V2")]
    [InlineData("resnet152v2", "ResNet152V2")]
    public void Costs_are_those_of_Applications(string family, string inKeras) =>
        HasCostsOf("applications", inKeras, Networks.Compile($"{{ 'family': '{family}', 'keys': 'torchvision' }}"));

    private static void HasCostsOf(string group, string name, CompiledNetwork network)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden/keras.json")));
        var published = golden.RootElement.GetProperty(group).GetProperty(name);
        var plan = network.Plan ?? throw new InvalidOperationException(string.Join(Environment.NewLine, network.Findings));

        Assert.Equal(published.GetProperty("trainable_params").GetInt64(), plan.Parameters);
        Assert.Equal(published.GetProperty("macs").GetInt64(), plan.MultiplyAdds);
    }
}
