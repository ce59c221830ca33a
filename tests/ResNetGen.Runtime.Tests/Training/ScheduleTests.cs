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
    public void Keras_drops_are_drops_of_ones_own()
    {
        var schedule = new StepDecay { Drops = [(81 / 200.0, 0.1), (121 / 200.0, 1e-2), (161 / 200.0, 1e-3), (181 / 200.0, 0.5e-3)] };

        Assert.Equal([1, 0.1, 1e-2, 1e-3, 0.5e-3], new long[] { 80, 81, 160, 161, 199 }.Select(epoch => schedule.Factor(epoch * 10, 2000)));
        Assert.NotEqual(schedule, new StepDecay());
        Assert.Equal(new StepDecay(), new StepDecay());
    }

    [Fact]
    public void Cosine_goes_down_from_the_full_rate() =>
        Assert.Equal([1, 0.5 + (Math.Sqrt(2) / 4), 0.5, 0.5 - (Math.Sqrt(2) / 4)], new long[] { 0, 2, 4, 6 }.Select(step => new Cosine().Factor(step, 8)), (a, b) => Math.Abs(a - b) < 1e-12);

    [Fact]
    public void A_warm_up_counts_for_its_steps_and_moves_nothing_that_follows()
    {
        var schedule = new WarmUp(400, 0.1, new StepDecay());

        Assert.Equal([0.1, 0.1, 1, 1, 0.1], new long[] { 0, 399, 400, 31_999, 32_000 }.Select(step => schedule.Factor(step, 64_000)));
        Assert.Equal("0.1 for 400 steps, then step, 0.1 from 0.5, 0.01 from 0.75", schedule.ToString());
    }

    [Fact]
    public void All_have_a_name_and_stay_between_nothing_and_the_full_rate()
    {
        Assert.Equal(["constant", "cosine", "one-cycle", "step"], Schedule.Named.Keys.Order(StringComparer.Ordinal));
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
