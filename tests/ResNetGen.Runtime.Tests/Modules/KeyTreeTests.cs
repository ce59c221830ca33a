using System;
using System.Linq;
using ResNetGen.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Runtime.Tests.Modules;

public sealed class KeyTreeTests
{
    [Fact]
    public void Levels_come_up_once_and_hold_their_layers_in_order()
    {
        using var network = new TinyNet();

        KeyTree.Register(network, "features.block1.conv1", nn.Conv2d(3, 4, 1, bias: false));
        KeyTree.Register(network, "features.norm5", nn.BatchNorm1d(2));
        KeyTree.Register(network, "features.block1.conv2", nn.Conv2d(4, 4, 1, bias: false));
        KeyTree.Register(network, "classifier", nn.Linear(2, 2, hasBias: false));
        network.eval();

        Assert.Equal(
            ["features.block1.conv1.weight", "features.block1.conv2.weight", "features.norm5.weight", "features.norm5.bias", "classifier.weight"],
            network.named_parameters().Select(p => p.Item1).Skip(5));
        Assert.All(network.modules(), module => Assert.False(module.training));
    }

    [Theory]
    [InlineData("")]
    [InlineData("features.")]
    [InlineData("features..conv1")]
    public void A_key_has_no_empty_name(string key)
    {
        using var network = new TinyNet();
        using var layer = nn.Linear(1, 1);

        Assert.Throws<ArgumentException>(() => KeyTree.Register(network, key, layer));
    }
}
