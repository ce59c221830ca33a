using System;
using System.Linq;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Depth;

/// <summary>How likely units are to be computed: Huang et al. (2016, arXiv:1603.09382), section 3, equation 4, of the network of 110 layers with p(L) = 0.5.</summary>
public sealed class SurvivalTests
{
    private const int Units = 54;

    [Fact]
    public void Units_have_the_probabilities_of_the_paper()
    {
        using var network = new ResNet110Stochastic();
        var survival = network.Layer1.Concat(network.Layer2).Concat(network.Layer3).Select(unit => unit.Survival).ToList();

        Assert.Equal(Units, survival.Count);
        Assert.All(survival, (p, i) => Assert.Equal(1 - ((i + 1) / 54.0 * (1 - 0.5)), p, 1e-12));

        // By hand: 1 - l / 108. The stem is l = 0, so that the first unit does not always survive.
        Assert.Equal(0.990741, survival[1 - 1], 1e-6);
        Assert.Equal(0.916667, survival[9 - 1], 1e-6);
        Assert.Equal(0.833333, survival[18 - 1], 1e-6);
        Assert.Equal(0.75, survival[27 - 1], 1e-12);
        Assert.Equal(0.666667, survival[36 - 1], 1e-6);
        Assert.Equal(0.5, survival[54 - 1], 1e-12);

        // (3L - 1) / 4 units are computed on average, which is about 3L / 4.
        Assert.Equal(40.25, survival.Sum(), 1e-10);
    }

    [Fact]
    public void The_uniform_rule_gives_all_units_one_probability()
    {
        using var network = new StochasticPre();
        var units = network.Layer1.Concat(network.Layer2).Concat(network.Layer3).ToList();

        Assert.Equal(9, units.Count);
        Assert.All(units, unit => Assert.Equal(0.7, unit.Survival, 1e-12));
    }

    // With a stem that gives 0, and a last norm that makes 1 of whatever its unit's convolutions give, a channel that shortcut A hands through from
    // the first unit to the last counts the units that were computed; in evaluation it is the sum of their probabilities. The convolutions' hooks
    // count beside it.
    [Fact]
    public void As_many_units_are_computed_as_their_probabilities_say()
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        using var network = new ResNet110Stochastic();
        var units = network.Layer1.Concat(network.Layer2).Concat(network.Layer3).ToList();
        nn.init.zeros_(network.Bn1.weight!);
        nn.init.zeros_(network.Bn1.bias!);
        foreach (var unit in units)
        {
            nn.init.zeros_(unit.Bn2.weight!);
            nn.init.ones_(unit.Bn2.bias!);
        }

        using var calls = new CallCount([.. units.SelectMany(unit => new[] { unit.Conv1, unit.Conv2 })]);
        var images = randn(1, 3, 8, 8);
        network.eval();
        Assert.Equal(40.25, CountOf(images), 1e-4);
        Assert.Equal(Enumerable.Repeat(1, 2 * Units), calls.Take());

        // 300 passes. A unit is computed in a binomially distributed number of them; five standard deviations are passed once in two million times.
        const int passes = 300;
        network.train();
        manual_seed(1);
        var computed = new int[Units];
        var totals = new double[passes];
        for (var pass = 0; pass < passes; pass++)
        {
            totals[pass] = CountOf(images);
            var called = calls.Take();
            Assert.Equal(called.Where((_, i) => i % 2 == 0), called.Where((_, i) => i % 2 == 1));
            Assert.Equal(totals[pass], called.Sum() / 2.0, 1e-4);
            for (var i = 0; i < Units; i++)
            {
                computed[i] += called[2 * i];
            }
        }

        Assert.All(units, (unit, i) =>
        {
            var deviation = Math.Sqrt(passes * unit.Survival * (1 - unit.Survival));
            Assert.InRange(computed[i], (passes * unit.Survival) - (5 * deviation), (passes * unit.Survival) + (5 * deviation));
        });

        // Units are drawn one by one, so variances add up: l / 108 (1 - l / 108) over 54 units is 9.12. Units that are left out together would have many times that.
        const double variance = 9.1242;
        Assert.Equal(40.25, totals.Average(), 5 * Math.Sqrt(variance / passes));
        var mean = totals.Average();
        Assert.Equal(variance, totals.Sum(t => (t - mean) * (t - mean)) / (passes - 1), 5 * variance * Math.Sqrt(2.0 / (passes - 1)));

        double CountOf(Tensor batch)
        {
            using var maps = network.Features(batch);
            return maps.Layer3[0, 24, 0, 0].item<float>();
        }
    }
}
