using System;
using System.Linq;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests;

/// <summary>What the kinds of units and shortcuts compute, against the same written out by hand.</summary>
public sealed class VariantNumbersTests
{
    [Fact]
    public void Units_survive_less_and_less_and_count_by_that_in_evaluation()
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        using var network = new Stochastic();
        var units = network.Layer1.Concat(network.Layer2).Concat(network.Layer3).ToList();

        Assert.Equal(Enumerable.Range(1, 9).Select(l => 1 - (0.5 * l / 9)), units.Select(u => u.Survival), Within(1e-12));

        var unit = network.Layer3[2];
        var x = rand(1, 64, 8, 8);
        unit.eval();
        var residual = unit.Bn2.call(unit.Conv2.call(unit.Bn1.call(unit.Conv1.call(x)).relu()));
        Assert.True(unit.call(x).allclose(x.add(residual.mul(0.5)).relu()));

        manual_seed(3);
        unit.train();
        var left = Enumerable.Range(0, 400).Count(_ => unit.call(x).equal(x).all().item<bool>());
        Assert.InRange(left, 160, 240);
    }

    [Fact]
    public void A_unit_that_does_not_survive_is_not_computed()
    {
        using var scope = NewDisposeScope();
        using var network = new StochasticPre();
        var unit = network.Layer1[1];
        var x = rand(2, 64, 8, 8);
        network.train();
        manual_seed(1);
        for (var i = 0; i < 50; i++)
        {
            unit.call(x);
        }

        // The first norm counts the batches that it has seen.
        Assert.InRange(unit.state_dict()["bn1.num_batches_tracked"].item<long>(), 25, 45);
    }

    // Keras pads an even size at stride 2 by a row and a column at the end alone.
    [Fact]
    public void Padding_of_Keras_way_comes_after_at_stride_2()
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        using var network = new KerasVersion1();
        var unit = network.Layer2[0];
        unit.eval();
        var x = randn(1, 16, 32, 32);

        var y = nn.functional.conv2d(nn.functional.pad(x, [0L, 1, 0, 1]), unit.Conv1.weight!, unit.Conv1.bias, strides: [2L, 2]);
        y = unit.Bn2.call(unit.Conv2.call(unit.Bn1.call(y).relu()));

        Assert.True(unit.call(x).allclose((y + unit.Conv0!.call(x)).relu(), atol: 1e-5));
    }

    // In a unit that starts with its activation, the gate looks at what is activated, as a projection does.
    [Fact]
    public void A_gate_of_a_pre_activation_unit_takes_the_activated_input()
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        using var exclusive = new ExclusivelyGated();
        exclusive.eval();

        var unit = exclusive.Layer1[1];
        var x = randn(1, 64, 8, 8);
        var activated = unit.Bn1.call(x).relu();
        var residual = unit.Conv3.call(unit.Bn3.call(unit.Conv2.call(unit.Bn2.call(unit.Conv1.call(activated)).relu())).relu());
        var gate = unit.Gate!.call(activated).sigmoid();
        Assert.Equal(-3, unit.Gate.bias!.mean().item<float>(), 1e-6);
        Assert.True(unit.call(x).allclose((gate * residual) + x - (gate * x), atol: 1e-5));
    }

    [Fact]
    public void Weights_start_as_the_specification_says()
    {
        using var scope = NewDisposeScope();
        using var keras = new KerasVersion1();
        using var zero = new Squeezed();

        // Keras' he_normal: of 3 x 3 x 64 inputs, and nothing beyond two standard deviations of the normal distribution that is cut off.
        var weight = keras.Layer3[1].Conv1.weight!;
        var deviation = Math.Sqrt(2.0 / (9 * 64));
        Assert.InRange(weight.std().item<float>(), 0.97 * deviation, 1.03 * deviation);
        Assert.InRange(weight.abs().max().item<float>(), 0, 2 * deviation / 0.8796);
        Assert.All(zero.Layer1, unit => Assert.Equal(0, unit.Bn3.weight!.abs().max().item<float>()));
    }

    // In the Keras example kernels of convolutions alone have an L2 of 1e-4, which is a weight decay of 2e-4.
    [Fact]
    public void Decay_is_that_of_the_specification_by_kind_of_layer()
    {
        using var network = new KerasVersion1();

        var groups = DecayGroups.Of(network, new TrainingOptions());
        var own = DecayGroups.Of(network, new TrainingOptions { WeightDecay = 0.1 });
        var all = DecayGroups.Of(network, new TrainingOptions { DecayNormsAndBiases = true });

        Assert.Equal([0, 2e-4], groups.Select(g => g.Key).Order());
        Assert.All(groups[2e-4], p => Assert.Equal(4, p.dim()));
        Assert.All(groups[0], p => Assert.NotEqual(4, p.dim()));
        Assert.All(all[2e-4], p => Assert.NotEqual(2, p.dim()));
        Assert.Equal(network.parameters().Count(p => p.dim() != 2), all[2e-4].Count());
        Assert.Equal([0, 0.1], own.Select(g => g.Key).Order());
        Assert.Equal(network.parameters().Count(), groups.Sum(g => g.Count()));
    }

    [Fact]
    public void Units_train_with_a_network_whose_keys_have_no_levels()
    {
        using var network = new KerasKeysStochastic();
        var units = network.Layer1.Concat(network.Layer4).ToList();

        network.eval();
        Assert.All(units, unit => Assert.False(unit.training));
        network.train();
        Assert.All(units, unit => Assert.True(unit.training));
        Assert.Equal(1.0, network.Layer1[0].Conv1.weight.std().item<float>() / Math.Sqrt(2.0 / 8), Within(0.2));
        Assert.All(units, unit => Assert.Equal(0, unit.Bn3.weight!.abs().sum().item<float>()));
    }

    [Fact]
    public void A_padded_average_pool_that_rounds_up_leaves_out_what_is_not_there()
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        using var network = new PaddedAverageStem();
        network.eval();
        nn.init.constant_(network.Bn1.bias!, 3);
        foreach (var convolution in network.Layer1.SelectMany(u => new[] { u.Conv1, u.Conv2 }).Append(network.Conv1))
        {
            nn.init.zeros_(convolution.weight);
        }

        // Units whose convolutions are 0 give what they take, and a mean of threes is 3, also where the window goes beyond the last of them.
        using var maps = network.Features(rand(1, 3, 64, 64));

        Assert.Equal([1L, 8, 17, 17], maps.Layer1.shape);
        Assert.True(maps.Layer1.eq(3).all().item<bool>());
    }

    private static Func<double, double, bool> Within(double tolerance) => (a, b) => Math.Abs(a - b) <= tolerance;
}
