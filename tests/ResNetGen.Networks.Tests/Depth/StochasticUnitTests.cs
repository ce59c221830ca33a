using System;
using System.Linq;
using ResNetGen.Networks.Tests.WrittenOut;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Depth;

/// <summary>What units of stochastic depth compute: Huang et al. (2016, arXiv:1603.09382), section 3, equations 2 and 5.</summary>
public sealed class StochasticUnitTests
{
    private const int Passes = 400;

    // b is 1 with probability p: the mean of x + b f(x) over n passes is x + p f(x) to within five deviations, 5 sqrt(p (1 - p) / n) |f(x)|.
    // That holds where f is the same in training as in evaluation: so these have group normalization, whose numbers no other image and no
    // statistics change. And it holds where nothing follows the addition: so the units are pre-activation ones.
    [Fact]
    public void On_average_training_gives_what_evaluation_gives()
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        using var network = Agreement.Drawn(new StochasticGroupNorm());
        var units = network.Layer1.Concat(network.Layer2).Concat(network.Layer3).ToList();
        manual_seed(2);

        Assert.Equal(6, units.Count);
        foreach (var unit in units)
        {
            var x = Agreement.Maps(unit.Conv1.weight!.shape[1], 6, 5);
            unit.eval();
            var evaluated = unit.call(x);
            var residual = unit.Conv2.call(unit.Bn2.call(unit.Conv1.call(unit.Bn1.call(x).relu())).relu());

            AssertWithin(unit.Survival, residual, evaluated, MeanOfTraining(unit, x));
        }
    }

    // Units of the network of 110 layers, as the paper has them: after the addition ReLU cuts nothing off, where neither x nor f(x) is below 0; and the
    // batch does not change f(x), where its last norm takes nothing of it. What f(x) is is the norm's bias.
    [Fact]
    public void On_average_post_activation_units_do_too_where_ReLU_cuts_nothing_off()
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        using var network = new ResNet110Stochastic();
        var units = new[] { network.Layer1[17], network.Layer2[0], network.Layer2[9], network.Layer3[0], network.Layer3[17] };
        manual_seed(4);

        foreach (var unit in units)
        {
            nn.init.zeros_(unit.Bn2.weight!);
            unit.Bn2.bias!.copy_(rand_like(unit.Bn2.bias!));
            var x = rand(2, unit.Conv1.weight!.shape[1], 6, 4);
            unit.eval();

            AssertWithin(unit.Survival, unit.Bn2.bias!.reshape(1, -1, 1, 1), unit.call(x), MeanOfTraining(unit, x));
        }
    }

    // Not computed is more than not added: no convolution is called, and no weight has a gradient.
    [Fact]
    public void Units_that_do_not_survive_are_not_computed()
    {
        using var scope = NewDisposeScope();
        using var network = new ResNet110Stochastic();
        var units = network.Layer1.Concat(network.Layer2).Concat(network.Layer3).ToList();
        using var first = new CallCount([.. units.Select(unit => unit.Conv1)]);
        using var second = new CallCount([.. units.Select(unit => unit.Conv2)]);
        network.train();
        manual_seed(3);

        network.call(randn(2, 3, 8, 8)).square().sum().backward();

        var computed = first.Take();
        Assert.Equal(computed, second.Take());
        Assert.InRange(computed.Sum(), 54 / 2, 53);
        Assert.All(units, (unit, i) =>
        {
            Assert.InRange(computed[i], 0, 1);
            Assert.All(unit.parameters(), parameter => Assert.Equal(computed[i] == 1, parameter.grad is not null));
            Assert.Equal(computed[i], unit.Bn1.num_batches_tracked!.item<long>());
        });
    }

    // What passes a unit by is computed all the same, and so is what it starts from: here the first norm, whose result the projection takes.
    [Fact]
    public void A_unit_that_does_not_survive_is_its_shortcut()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new StochasticPre());
        var unit = network.Layer2[0];
        using var calls = new CallCount([unit.Conv1, unit.Conv2, unit.Conv3]);
        network.train();
        var left = 0;

        for (var seed = 0; seed < 30; seed++)
        {
            var x = Agreement.Maps(64, 5, 3);
            var written = new WrittenLayers(network, "layer2.0.", 1e-5);
            manual_seed(seed);
            var y = unit.call(x);
            if (calls.Take().Sum() == 0)
            {
                left++;
                Agreement.Equal(written.Conv("downsample", written.Norm("bn1", x).relu(), 2), y);
            }
        }

        Assert.InRange(left, 1, 20);
    }

    private static Tensor MeanOfTraining(nn.Module<Tensor, Tensor> unit, Tensor x)
    {
        unit.train();
        var sum = zeros_like(unit.call(x));
        for (var pass = 0; pass < Passes; pass++)
        {
            using var y = unit.call(x);
            sum.add_(y);
        }

        return sum.div(Passes);
    }

    private static void AssertWithin(double survival, Tensor residual, Tensor evaluated, Tensor mean)
    {
        var bound = residual.abs().mul(5 * Math.Sqrt(survival * (1 - survival) / Passes));
        Assert.True((mean - evaluated).abs().le(bound.add(1e-5)).all().item<bool>());

        // And a residual that counted whole, or not at all, would be found out.
        Assert.True(bound.max().ToDouble() < (1 - survival) * residual.abs().max().ToDouble());
    }
}
