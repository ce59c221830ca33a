using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.LibTorch.Tests.Fixtures;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace ResNetGen.LibTorch.Tests.Optim;

public sealed class ScheduleTests
{
    private static readonly Dictionary<string, Func<optim.Optimizer, LRScheduler>> s_schedules = new(StringComparer.Ordinal)
    {
        ["step"] = o => StepLR(o, 7, 0.5),
        ["multi_step"] = o => MultiStepLR(o, [4, 10, 10, 22], 0.3),
        ["exponential"] = o => ExponentialLR(o, 0.9),
        ["cosine"] = o => CosineAnnealingLR(o, 30, 0.01),
        ["cosine_beyond"] = o => CosineAnnealingLR(o, 12),
        ["linear"] = o => LinearLR(o, 0.25, 0.9, 11),
        ["constant"] = o => ConstantLR(o, 0.5, 9),
        ["polynomial"] = o => PolynomialLR(o, 20, 2),
        ["lambda"] = o => LambdaLR(o, epoch => Math.Pow(0.95, epoch) + 0.1),
        ["multiplicative"] = o => MultiplicativeLR(o, epoch => 1 - 0.01 * epoch),
        ["one_cycle"] = o => OneCycleLR(o, 0.8, 31),
        ["one_cycle_linear"] = o => OneCycleLR(
            o, 0.8, epochs: 8, steps_per_epoch: 4, pct_start: 0.4, anneal_strategy: impl.OneCycleLR.AnnealStrategy.Linear, div_factor: 10, final_div_factor: 100),
        ["one_cycle_three_phase"] = o => OneCycleLR(o, 0.8, 40, three_phase: true, base_momentum: 0.8, max_momentum: 0.99),
        ["one_cycle_adam"] = o => OneCycleLR(o, 0.8, 31),
        ["one_cycle_fixed_momentum"] = o => OneCycleLR(o, [0.8], 31, cycle_momentum: false),
        ["sequential"] = o => SequentialLR(o, [LinearLR(o, 0.1, 1, 5), CosineAnnealingLR(o, 25)], [5]),
        ["chained"] = o => ChainedLR([ConstantLR(o, 0.1, 5), ExponentialLR(o, 0.9)]),
        ["plateau"] = o => ReduceLROnPlateau(o, factor: 0.5, patience: 2, cooldown: 1, min_lr: [0.01]),
        ["plateau_max"] = o => ReduceLROnPlateau(o, "max", 0.1, 1, 0.05, "abs"),
    };

    private static readonly Dictionary<string, Func<int, double>> s_measures = new(StringComparer.Ordinal)
    {
        ["plateau"] = step => Math.Max(1.0 - step * 0.1, 0.5) + (step % 2 == 1 ? 0.001 : 0.0),
        ["plateau_max"] = step => Math.Min(step, 6) * 0.1,
    };

    public static TheoryData<string> Names => new(OptimFixtures.All.Schedules.Select(static one => one.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Rates_and_momenta_are_PyTorchs(string name)
    {
        var expected = OptimFixtures.All.Schedules.Single(one => string.Equals(one.Name, name, StringComparison.Ordinal));
        using var parameter = new Parameter(zeros(1));
        using OptimizerHelper optimizer = name.EndsWith("_adam", StringComparison.Ordinal) ? optim.Adam([parameter], 0.4) : optim.SGD([parameter], 0.4, 0.9);
        var schedule = s_schedules[name](optimizer);
        var group = optimizer.ParamGroups.Single();

        for (var step = 0; step < expected.Rates.Length; step++)
        {
            Assert.Equal(expected.Rates[step], group.LearningRate, 1e-12);
            Assert.Equal(expected.Momenta[step], group is optim.IBetas adam ? adam.Betas.Item1 : ((optim.IMomentum)group).Momentum, 1e-12);
            Assert.Equal([group.LearningRate], schedule.get_last_lr());
            if (step == expected.Rates.Length - 1)
            {
                break;
            }

            if (s_measures.TryGetValue(name, out var measure))
            {
                schedule.step(measure(step));
            }
            else
            {
                schedule.step();
            }
        }
    }

    [Theory]
    [InlineData("step")]
    [InlineData("multi_step")]
    [InlineData("exponential")]
    [InlineData("cosine")]
    [InlineData("linear")]
    [InlineData("constant")]
    [InlineData("polynomial")]
    [InlineData("lambda")]
    public void A_schedule_can_go_to_any_step_at_once(string name)
    {
        var expected = OptimFixtures.All.Schedules.Single(one => string.Equals(one.Name, name, StringComparison.Ordinal));
        using var parameter = new Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], 0.4);
        var schedule = s_schedules[name](optimizer);

        foreach (var step in new[] { 17, 3, 28, 0 })
        {
            schedule.step(step);
            Assert.Equal(expected.Rates[step], optimizer.ParamGroups.Single().LearningRate, 1e-12);
        }
    }

    [Fact]
    public void A_cycle_ends()
    {
        using var parameter = new Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], 0.1, 0.9);
        var schedule = OneCycleLR(optimizer, 1, 3);
        schedule.step();
        schedule.step();
        schedule.step();

        Assert.Throws<InvalidOperationException>(schedule.step);
    }

    [Fact]
    public void Wrong_options_are_refused()
    {
        using var parameter = new Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], 0.1, 0.9);

        Assert.Throws<ArgumentException>(() => OneCycleLR(optimizer, 1));
        Assert.Throws<ArgumentException>(() => OneCycleLR(optimizer, [1.0, 2.0], 10));
        Assert.Throws<ArgumentException>(() => SequentialLR(optimizer, [StepLR(optimizer, 3)], [5]));
        Assert.Throws<ArgumentException>(() => ReduceLROnPlateau(optimizer, "least"));
        Assert.Throws<ArgumentOutOfRangeException>(() => StepLR(optimizer, 0));
        Assert.Throws<InvalidOperationException>(() => ReduceLROnPlateau(optimizer).step());
    }
}
