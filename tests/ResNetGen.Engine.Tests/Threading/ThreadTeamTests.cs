using System;
using System.Collections.Concurrent;
using System.Linq;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Tests.Threading;

public class ThreadTeamTests
{
    [Fact]
    public void Each_share_of_each_step_is_computed_once_and_in_order()
    {
        for (var turn = 0; turn < 300; turn++)
        {
            var work = new Work(steps: 40);

            ThreadTeam.Run(work, 4, isShort: turn % 2 == 0);

            Assert.InRange(work.Count, 1, 4);
            Assert.Equal(40 * work.Count, work.Shares.Count);
            Assert.Equal(40 * work.Count, work.Shares.Distinct().Count());
            Assert.False(work.IsOutOfOrder);
        }
    }

    [Fact]
    public void What_a_thread_throws_reaches_the_caller_and_lets_nobody_wait()
    {
        for (var turn = 0; turn < 100; turn++)
        {
            var work = new Work(steps: 40) { FailingStep = turn % 40 };

            Assert.Throws<InvalidOperationException>(() => ThreadTeam.Run(work, 2, isShort: false));
        }
    }

    [Fact]
    public void Work_that_failed_can_be_done_again()
    {
        var work = new Work(steps: 40) { FailingStep = 7 };
        Assert.Throws<InvalidOperationException>(() => ThreadTeam.Run(work, 2, isShort: false));
        work.FailingStep = null;
        work.Shares.Clear();

        ThreadTeam.Run(work, 2, isShort: false);

        Assert.Equal(40 * work.Count, work.Shares.Count);
    }

    [Fact]
    public void A_thread_computes_the_shares_of_threads_that_do_not_come()
    {
        var work = new Work(steps: 40);
        work.Begin(3);

        work.Run(index: 1, count: 3);

        Assert.Equal(120, work.Shares.Distinct().Count());
        Assert.Equal(120, work.Shares.Count);
        Assert.False(work.IsOutOfOrder);

        // The others find everything computed.
        work.Run(index: 0, count: 3);
        work.Run(index: 2, count: 3);

        Assert.Equal(120, work.Shares.Count);
    }

    private sealed class Work(int steps) : ITeamWork
    {
        private readonly StepSharing sharing = new();
        private int completed;

        public int? FailingStep { get; set; }

        public int Count { get; private set; }

        public bool IsOutOfOrder { get; private set; }

        public ConcurrentBag<(int Step, int Share)> Shares { get; } = [];

        public void Begin(int count)
        {
            Count = count;
            sharing.Begin(count);
        }

        public void Run(int index, int count)
        {
            for (var step = 0; step < steps; step++)
            {
                for (var share = sharing.Next(step, index); share >= 0; share = sharing.Next(step, index))
                {
                    // A share begins when all of the step before it have ended.
                    IsOutOfOrder |= System.Threading.Volatile.Read(ref completed) < step * count;
                    Shares.Add((step, share));
                    if (step == FailingStep)
                    {
                        throw new InvalidOperationException("as the test wants");
                    }

                    System.Threading.Interlocked.Increment(ref completed);
                    sharing.Complete(step, share);
                }
            }
        }

        public void Abort() => sharing.Abort();
    }
}
