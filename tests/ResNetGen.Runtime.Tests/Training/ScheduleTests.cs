using System;
using System.Linq;
using ResNetGen.Training.Schedules;

namespace ResNetGen.Runtime.Tests.Training;

public class ScheduleTests
{
    [Fact]
    public void One_cycle_goes_up_once_and_down_to_nothing()
    {
        var schedule = new OneCycle();
        var factors = Enumerable.Range(0, 1000).Select(step => schedule.Factor(step, 1000)).ToArray();

        Assert.Equal(0.04, factors[0], 1e-9);
        Assert.Equal(0.52, factors[125], 1e-9);
        Assert.Equal(1, factors[250], 1e-9);
        Assert.Equal(0.5, factors[625], 1e-9);
        Assert.InRange(factors[999], 0, 1e-4);
        Assert.Equal(factors[..251].Order(), factors[..251]);
        Assert.Equal(factors[250..].OrderDescending(), factors[250..]);
    }

    [Fact]
    public void Step_decay_divides_by_ten_at_half_and_at_three_quarters()
    {
        var schedule = new StepDecay();

        // The published run: 64,000 steps.
        Assert.Equal([1, 0.1, 0.1, 0.01, 0.01], new long[] { 31_999, 32_000, 47_999, 48_000, 63_999 }.Select(step => schedule.Factor(step, 64_000)));
    }

    [Fact]
    public void All_have_a_name_and_stay_between_nothing_and_the_full_rate()
    {
        Assert.Equal(["constant", "one-cycle", "step"], Schedule.Named.Keys.Order(StringComparer.Ordinal));
        Assert.All(Schedule.Named.Values, schedule =>
        {
            foreach (var steps in new long[] { 1, 2, 3, 10, 997 })
            {
                for (long step = 0; step < steps; step++)
                {
                    Assert.InRange(schedule.Factor(step, steps), 0, 1);
                }
            }
        });
    }
}
