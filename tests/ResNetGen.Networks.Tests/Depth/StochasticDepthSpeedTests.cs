using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Depth;

/// <summary>What stochastic depth saves: Huang et al. (2016, arXiv:1603.09382), section 3.</summary>
public sealed class StochasticDepthSpeedTests
{
    // The paper saves up to 25 % of the time of training: a quarter of the units is not computed, so a step without it takes up to 4/3 of the time. Both networks take
    // their steps in turn, medians are compared, and there are several attempts, because whatever else runs on the machine takes its share of either.
    [Fact]
    public void A_step_of_training_takes_less_time()
    {
        var ratio = Ratio();
        for (var attempt = 1; attempt < 5 && ratio < 1.1; attempt++)
        {
            ratio = Ratio();
        }

        Assert.True(ratio >= 1.1, $"A step without stochastic depth takes {ratio:0.00} times one with it.");
    }

    private static double Ratio()
    {
        using var scope = NewDisposeScope();
        using var plain = new ResNet110();
        using var stochastic = new ResNet110Stochastic();
        using var ofPlain = optim.SGD(plain.parameters(), 1e-3, momentum: 0.9);
        using var ofStochastic = optim.SGD(stochastic.parameters(), 1e-3, momentum: 0.9);
        var (images, labels) = (randn(4, 3, 32, 32), arange(4, ScalarType.Int64));
        var times = (Plain: new List<double>(), Stochastic: new List<double>());
        manual_seed(1);
        plain.train();
        stochastic.train();
        for (var step = 0; step < 17; step++)
        {
            times.Plain.Add(Step(plain, ofPlain, images, labels));
            times.Stochastic.Add(Step(stochastic, ofStochastic, images, labels));
        }

        // The first steps set up what later ones use again.
        return Median(times.Plain.Skip(2)) / Median(times.Stochastic.Skip(2));
    }

    private static double Step(nn.Module<Tensor, Tensor> network, optim.Optimizer optimizer, Tensor images, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var start = Stopwatch.GetTimestamp();
        optimizer.zero_grad();
        nn.functional.cross_entropy(network.call(images), labels).backward();
        optimizer.step();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return ordered[ordered.Count / 2];
    }
}
