using System;
using System.Linq;
using ResNetGen.Explaining;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Explaining;

public sealed class GradCamTests
{
    // Where the scores are sums over means of the last feature maps, Grad-CAM is CAM: Zhou et al. (2016), which needs no gradient.
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void At_the_last_stage_it_is_the_class_activation_map(int @class)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var network = new Cifar8();
        network.eval();
        var image = randn(1, 3, 32, 32);
        var map = Of(network, image);
        var expected = map.mul(network.Linear.weight.select(0, @class).reshape(1, -1, 1, 1)).sum(1).relu();
        expected = expected / expected.max();

        var activation = GradCam.Of(network, image, @class: @class);

        Assert.Equal((@class, 2, 8, 8), (activation.Class, activation.Stage, activation.Height, activation.Width));
        var numbers = expected.data<float>().ToArray();
        Assert.All(numbers.Zip(activation.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Assert.Equal(1, activation.Values.Max());
    }

    [Fact]
    public void A_network_whose_weights_are_frozen_is_explained_as_any_other()
    {
        using var network = new Pre11();
        using var image = randn(1, 3, 32, 32);
        network.eval();
        var expected = GradCam.Of(network, image, stage: 1, @class: 2).Values;
        foreach (var parameter in network.parameters())
        {
            parameter.requires_grad = false;
        }

        Assert.Equal(expected, GradCam.Of(network, image, stage: 1, @class: 2).Values);
        Assert.Contains(expected, value => value > 0);
    }

    [Fact]
    public void The_likeliest_class_is_explained_and_the_network_stays_as_it_was()
    {
        using var scope = NewDisposeScope();
        using var network = new Pre11();
        var image = randn(1, 3, 32, 32);
        network.eval();
        var before = network.call(image).detach();
        network.train();

        var activation = GradCam.Of(network, image, stage: 0);

        Assert.True(network.training);
        network.eval();
        Assert.Equal(before.argmax(1).item<long>(), activation.Class);
        Assert.Equal(before.softmax(1).max().item<float>(), activation.Probability, 1e-5);
        Assert.Equal((32, 32), (activation.Height, activation.Width));
        Assert.Equal(0, (network.call(image) - before).abs().max().item<float>());
        Assert.All(network.parameters(), parameter => Assert.Null(parameter.grad));
    }

    [Fact]
    public void What_cannot_be_explained_is_said()
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar8();
        using var other = nn.Linear(3, 3);
        var image = randn(1, 3, 32, 32);

        Assert.Equal("Cifar8 has the stages 1 to 3; there is no stage 4.", Assert.Throws<ArgumentException>(() => GradCam.Of(network, image, stage: 3)).Message);
        Assert.Equal("Cifar8 scores the classes 0 to 3; there is no class 4.", Assert.Throws<ArgumentException>(() => GradCam.Of(network, image, @class: 4)).Message);
        Assert.StartsWith("Nothing is known of the stages of Linear", Assert.Throws<ArgumentException>(() => GradCam.Of(other, image)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stage_features_are_those_of_the_class()
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar8();
        network.eval();
        var image = randn(1, 3, 32, 32);
        using var expected = network.Features(image);

        var maps = StageFeatures.Of(network, image);

        Assert.Equal(["layer1", "layer2", "layer3"], maps.Select(map => map.Stage));
        Assert.Equal([new FeatureShape(16, 32, 32), new(32, 16, 16), new(64, 8, 8)], maps.Select(map => map.Shape));
        Assert.Equal(expected.Layer2.data<float>().ToArray(), maps[1].Values);
    }

    [Fact]
    public void Pictures_are_large_enough_to_be_looked_at()
    {
        var picture = ActivationPicture.Of(new(32, 32), new ClassActivation(0, 1, 0, 2, 2, [0, 0, 0, 1]));
        var grid = FeaturePicture.Of(new FeatureMaps("layer1", new(16, 8, 8), [.. Enumerable.Range(0, 16 * 64).Select(i => (float)i)]));

        Assert.Equal((224 + 8 + 224, 224), (picture.Width, picture.Height));
        Assert.Equal((3 + (8 * 51), 3 + (2 * 51)), (grid.Width, grid.Height));

        // Bright where the activation is: at the bottom right.
        Assert.True(picture.Row(223)[^3] > 100 + picture.Row(0)[3 * 240]);
    }

    private static Tensor Of(Cifar8 network, Tensor image) => network.Features(image).Layer3.detach();
}
