using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.LibTorch.Tests.Fixtures;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Modules;

/// <summary>A whole module: registration, keys, training, modes, hooks, conversion.</summary>
public sealed class NetworkTests
{
    private static OptimFixtures.TrainedNetwork Fixture => OptimFixtures.All.Network;

    [Fact]
    public void The_keys_are_PyTorchs()
    {
        using var network = new SmallNetwork();

        Assert.Equal(Fixture.Keys.Order(StringComparer.Ordinal), network.state_dict().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Parameters_come_in_PyTorchs_order_and_buffers_after_them()
    {
        using var network = new SmallNetwork();

        var parameters = Fixture.Keys.Where(static key => key.EndsWith("weight", StringComparison.Ordinal) || key.EndsWith("bias", StringComparison.Ordinal)).ToList();
        Assert.Equal(parameters, network.named_parameters().Select(static entry => entry.name));
        Assert.Equal(parameters.Concat(Fixture.Keys.Except(parameters)), network.state_dict().Keys);
    }

    [Fact]
    public void Children_come_before_what_lies_below_them()
    {
        using var network = new SmallNetwork();

        Assert.Equal(["conv1", "bn1", "layers", "fc", "layers.0", "layers.1", "layers.2"], network.named_modules().Select(static entry => entry.name));
        Assert.Equal(["conv1", "bn1", "layers", "fc"], network.named_children().Select(static entry => entry.name));
    }

    [Fact]
    public void Five_steps_of_training_are_PyTorchs()
    {
        using var scope = NewDisposeScope();
        using var network = Initial();
        using var optimizer = optim.SGD(network.parameters(), 0.1, 0.9, weight_decay: 1e-3);
        var image = Fixture.Image.ToTensor();
        var target = Fixture.Target.ToTensor();

        foreach (var expected in Fixture.Losses)
        {
            optimizer.zero_grad();
            using var scores = network.call(image);
            using var loss = nn.functional.cross_entropy(scores, target);
            loss.backward();
            optimizer.step();
            Assert.Equal(expected, loss.item<float>(), Math.Abs(expected) * 1e-5);
        }

        network.eval();
        foreach (var (key, value) in network.state_dict())
        {
            Fixture.Trained[key].AssertClose(value, key, 1e-4);
        }

        Fixture.Scores.AssertClose(network.call(image), "scores", 1e-4);
    }

    [Fact]
    public void Modes_reach_every_module()
    {
        using var network = new SmallNetwork();
        Assert.All(network.modules(), static module => Assert.True(module.training));

        network.eval();
        Assert.False(network.training);
        Assert.All(network.modules(), static module => Assert.False(module.training));

        network.train();
        Assert.All(network.modules(), static module => Assert.True(module.training));
    }

    [Fact]
    public void Apply_visits_children_first()
    {
        using var network = new SmallNetwork();
        var visited = new List<string>();

        network.apply(module => visited.Add(module.GetName()));

        Assert.Equal(["Conv2d", "BatchNorm2d", "Conv2d", "ReLU", "BatchNorm2d", "Sequential", "Linear", "SmallNetwork"], visited);
    }

    [Fact]
    public void Call_runs_hooks_and_forward_does_not()
    {
        using var scope = NewDisposeScope();
        using var relu = nn.ReLU();
        var seen = new List<string>();
        var pre = relu.register_forward_pre_hook((_, x) =>
        {
            seen.Add("before");
            return x + 1;
        });
        relu.register_forward_hook((_, x, y) =>
        {
            seen.Add($"after {x.item<float>()}");
            return y * 10;
        });
        relu.register_forward_hook(module => seen.Add(module.GetName()));

        Assert.Equal(20f, relu.call(tensor(1f)).item<float>());
        Assert.Equal(["before", "ReLU", "after 2"], seen);
        Assert.Equal(1f, relu.forward(tensor(1f)).item<float>());
        Assert.Equal(3, seen.Count);

        pre.remove();
        Assert.Equal(10f, relu.call(tensor(1f)).item<float>());
    }

    [Fact]
    public void Parameters_and_buffers_are_found_by_key()
    {
        using var network = new SmallNetwork();

        Assert.Same(network.conv1.weight, network.get_parameter("conv1.weight"));
        Assert.Same(((BatchNorm2d)network.layers[2]).running_mean, network.get_buffer("layers.2.running_mean"));
        Assert.True(network.has_parameter("layers.0.weight"));
        Assert.False(network.has_parameter("layers.0.bias"));
        Assert.False(network.has_buffer("nowhere.running_mean"));
    }

    [Fact]
    public void Conversion_keeps_the_objects()
    {
        using var scope = NewDisposeScope();
        using var network = new SmallNetwork();
        var weight = network.conv1.weight;
        var values = weight.detach().to(ScalarType.Float64);
        using (var score = network.call(zeros(2, 3, 5, 5)).sum())
        {
            score.backward();
        }

        Assert.Same(network, network.to(ScalarType.Float64));

        Assert.Same(weight, network.conv1.weight);
        Assert.True(values.allclose(weight.detach(), 0, 0));
        Assert.Equal(ScalarType.Float64, weight.grad!.dtype);
        Assert.True(weight.requires_grad && weight.is_leaf);
        Assert.Equal(ScalarType.Float64, network.bn1.running_mean!.dtype);
        Assert.Equal(ScalarType.Int64, network.bn1.num_batches_tracked!.dtype);
        using var output = network.call(zeros(2, 3, 5, 5, ScalarType.Float64)).sum();
        output.backward();
        Assert.Throws<ArgumentException>(() => network.to(ScalarType.Int64));
    }

    [Fact]
    public void Zero_grad_takes_gradients_away_or_sets_them_to_zero()
    {
        using var scope = NewDisposeScope();
        using var linear = nn.Linear(2, 1);
        linear.call(ones(1, 2)).sum().backward();

        linear.zero_grad(set_to_none: false);
        Assert.Equal([0f, 0f], linear.weight.grad!.data<float>().ToArray());

        linear.zero_grad();
        Assert.Null(linear.weight.grad);
    }

    [Fact]
    public void Names_must_fit_into_keys_and_be_free()
    {
        using var network = new SmallNetwork();
        using var other = nn.ReLU();

        Assert.Throws<ArgumentException>(() => network.register_module("a.b", other));
        Assert.Throws<ArgumentException>(() => network.register_module("", other));
        Assert.Throws<InvalidOperationException>(() => network.register_module("conv1", other));
        Assert.Throws<InvalidOperationException>(() => other.register_module("below", network));
    }

    [Fact]
    public void A_component_can_have_another_name_than_its_field()
    {
        using var module = new Renamed();

        Assert.Equal(["weight", "inner.weight", "inner.bias", "scale"], module.state_dict().Keys);
    }

    [Fact]
    public void A_shared_parameter_is_one_parameter_under_two_keys()
    {
        using var module = nn.ModuleList<nn.Module>();
        var linear = nn.Linear(2, 2, false);
        module.append(linear, nn.Linear(linear.weight));

        Assert.Single(module.parameters());
        Assert.Equal(["0.weight", "1.weight"], module.state_dict().Keys);
    }

    [Fact]
    public void Input_of_a_wrong_rank_is_refused_with_its_shape()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm2d(4);

        var error = Assert.Throws<ArgumentException>(() => norm.call(zeros(2, 4)));
        Assert.Contains("[2, 4]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_norm_without_momentum_averages_over_all_batches()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm1d(1);
        norm.momentum = null;
        norm.call(tensor(new[] { 1f, 3 }).reshape(2, 1));
        norm.call(tensor(new[] { 5f, 7 }).reshape(2, 1));

        Assert.Equal(4f, norm.running_mean!.item<float>(), 1e-6f);
        Assert.Equal(2, norm.num_batches_tracked!.item<long>());

        norm.reset_running_stats();
        Assert.Equal(0f, norm.running_mean!.item<float>());
        Assert.Equal(0, norm.num_batches_tracked!.item<long>());
    }

    [Fact]
    public void Geometry_that_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentException>(() => nn.Conv2d(3, 4, 3, groups: 2));
        Assert.Throws<ArgumentException>(() => nn.Conv2d(3, 4, 3, Padding.Same, stride: 2));
        Assert.Throws<ArgumentException>(() => nn.GroupNorm(3, 4));
    }

    internal static SmallNetwork Initial()
    {
        using var scope = NewDisposeScope();
        var network = new SmallNetwork();
        network.load_state_dict(Fixture.State.ToDictionary(static entry => entry.Key, static entry => entry.Value.ToTensor(), StringComparer.Ordinal));
        return network;
    }

    private sealed class Renamed : nn.Module
    {
        [ComponentName(Name = "inner")]
        public readonly Linear _inner = nn.Linear(2, 2);

        [ComponentName(Name = "weight")]
        public readonly Parameter _weight = new(zeros(2));

        [ComponentName(Name = "scale")]
        public readonly Tensor _scale = ones(1);

        internal Renamed() : base(nameof(Renamed))
        {
            RegisterComponents();
        }
    }
}
