using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using ResNetGen.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests;

public sealed class GeneratedNetworkTests
{
    public static TheoryData<Type> Networks =>
    [
        typeof(Cifar20), typeof(Digits11), typeof(ResNet20), typeof(ResNet56), typeof(ResNet110), typeof(PreResNet29), typeof(PreResNet164),
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void It_has_the_parameters_and_the_output_that_the_compiler_says(Type type)
    {
        using var network = Create(type);
        var info = InfoOf(type);
        network.eval();

        using var images = randn(2, info.Input.Channels, info.Input.Height, info.Input.Width);
        using var scores = network.call(images);

        Assert.Equal(info.Parameters, network.parameters().Sum(p => p.numel()));
        Assert.Equal([2L, info.Classes], scores.shape);
        Assert.True(scores.isfinite().all().item<bool>());
    }

    // In double precision: a number next to 0 that rounds to the other side of it lets a gradient through, or none.
    [Theory]
    [InlineData(typeof(Cifar20))]
    [InlineData(typeof(Digits11))]
    [InlineData(typeof(ResNet110))]
    [InlineData(typeof(PreResNet164))]
    public void Its_scores_and_gradients_do_not_depend_on_how_images_lie_in_memory(Type type)
    {
        using var scope = NewDisposeScope();
        using var network = Create(type);
        network.to(ScalarType.Float64);
        var input = Assert.IsAssignableFrom<IGeneratedNetwork>(network).Info.Input;
        var images = randn(2, input.Channels, input.Height, input.Width, ScalarType.Float64);
        var laid = ImageLayout.ChannelsLast(images);

        var (expected, actual) = (Pass(network, images), Pass(network, laid));

        Assert.All(expected.Zip(actual), pair => Assert.InRange((pair.First - pair.Second).abs().max().ToDouble(), 0, 1e-9 * pair.First.abs().max().ToDouble()));
    }

    [Fact]
    public void Its_state_dict_has_the_keys_and_shapes_of_the_published_weights()
    {
        var published = TestData.StateDict("akamaster-resnet20").Select(tensor => $"{tensor.Key} {tensor.Dimensions}").ToList();
        using var network = new Cifar20();

        var keys = network.state_dict().Select(entry => $"{entry.Key} {string.Join(' ', entry.Value.shape)}").ToList();

        Assert.Equal(published.Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Layers_have_names_and_types()
    {
        using var v1 = new Cifar20();
        using var v2 = new Digits11();

        Assert.Equal([32L, 32, 3, 3], v1.Layer2[2].Conv2.weight.shape);
        Assert.Equal([16L, 3, 3, 3], v1.Conv1.weight.shape);
        Assert.Equal([10L, 64], v1.Linear.weight.shape);
        Assert.Equal([64L, 16, 1, 1], v2.Layer1[0].Downsample!.weight.shape);
        Assert.Equal([128L, 64, 1, 1], ((Digits11.BottleneckProjectUnit)v2.Layer2[0]).Downsample.weight.shape);
        Assert.All(v1.Layer3, unit => Assert.Equal(64, unit.Bn2.weight!.shape[0]));
    }

    [Fact]
    public void The_unit_that_halves_the_size_adds_zero_channels_on_both_sides()
    {
        using var network = new Cifar20();
        var unit = network.Layer2[0];
        using var images = rand(1, 16, 8, 8);
        using (no_grad())
        {
            // Without its layers a unit gives its shortcut.
            unit.Bn2.weight!.zero_();
            unit.Bn2.bias!.zero_();
            using var output = unit.call(images);

            Assert.Equal([1L, 32, 4, 4], output.shape);
            Assert.True(output[0, 8, 1, 2].item<float>() == images[0, 0, 2, 4].item<float>());
            Assert.True(output[0, 23, 3, 3].item<float>() == images[0, 15, 6, 6].item<float>());
            Assert.Equal(0, output[0, 7].abs().sum().item<float>());
            Assert.Equal(0, output[0, 24].abs().sum().item<float>());
        }
    }

    [Fact]
    public void A_training_step_reaches_every_parameter()
    {
        using var scope = NewDisposeScope();
        using var network = new Digits11();
        network.train();
        var images = randn(4, 1, 29, 27);
        var labels = tensor(new long[] { 0, 1, 2, 6 });

        var loss = nn.functional.cross_entropy(network.call(images), labels);
        loss.backward();

        Assert.All(
            network.named_parameters().Zip(GradientsOf(network)),
            pair => Assert.True(pair.Second.abs().sum().item<float>() > 0, pair.First.name));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_forward_leaves_its_result_and_nothing_else(bool training)
    {
        using var network = new Cifar20();
        network.train(training);
        using var images = randn(2, 3, 32, 32);
        using var scope = NewDisposeScope();

        using var scores = network.call(images);

        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void It_can_be_part_of_a_larger_network_and_be_converted()
    {
        using var network = new Cifar20();
        using var larger = nn.Sequential(("backbone", network), ("activation", nn.ReLU()));
        larger.to(float64);

        using var scores = larger.call(randn(1, 3, 32, 32, float64));

        Assert.Equal(float64, scores.dtype);
        Assert.Contains("backbone.layer1.0.conv1.weight", larger.state_dict().Keys);
    }

    [Fact]
    public void A_derived_class_registers_its_own_layers()
    {
        using var network = new WithHead();

        Assert.Contains("head.weight", network.state_dict().Keys);
        Assert.Equal(Cifar20.Info.Parameters + 22, network.parameters().Sum(p => p.numel()));
    }

    // TorchSharp puts the fields and the properties of a module into dictionaries by name when it is moved to a device.
    [Theory]
    [MemberData(nameof(Networks))]
    public void Fields_and_properties_have_names_of_their_own(Type type)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;
        foreach (var module in type.GetNestedTypes().Where(t => t.IsAssignableTo(typeof(nn.Module))).Append(type))
        {
            _ = module.GetFields(All).ToDictionary(f => f.Name, StringComparer.Ordinal);
            _ = module.GetProperties(All).ToDictionary(p => p.Name, StringComparer.Ordinal);
        }
    }

    [Fact]
    public void Convolutions_start_with_the_spread_of_He_by_the_fan_out()
    {
        manual_seed(1);
        using var network = new Cifar20();

        var spread = network.Layer3[1].Conv1.weight.std().item<float>();

        Assert.InRange(spread / MathF.Sqrt(2f / (64 * 9)), 0.97f, 1.03f);
    }

    private static Tensor[] Pass(nn.Module<Tensor, Tensor> network, Tensor images)
    {
        network.eval();
        network.zero_grad();
        var scores = network.call(images);
        scores.square().sum().backward();
        return [scores, .. GradientsOf(network)];
    }

    // What a step of rate 1 takes off: how the gradients themselves are asked for differs between releases of TorchSharp.
    private static List<Tensor> GradientsOf(nn.Module<Tensor, Tensor> network)
    {
        using var unrecorded = no_grad();
        var before = network.parameters().Select(parameter => parameter.clone()).ToList();
        using var optimizer = optim.SGD(network.parameters(), 1);
        optimizer.step();
        var gradients = network.parameters().Zip(before, (parameter, old) => old.sub(parameter)).ToList();
        foreach (var (parameter, old) in network.parameters().Zip(before))
        {
            parameter.copy_(old);
        }

        return gradients;
    }

    private static nn.Module<Tensor, Tensor> Create(Type type) => (nn.Module<Tensor, Tensor>)Activator.CreateInstance(type)!;

    private static NetworkInfo InfoOf(Type type) => (NetworkInfo)type.GetProperty("Info")!.GetValue(null)!;
}
