using System;
using System.Collections.Concurrent;
using System.Linq;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Tests.Threading;

public class ThreadTeamTests
{
    [Fact]
    public void Every_thread_has_a_number_of_its_own()
    {
        for (var turn = 0; turn < 200; turn++)
        {
            var work = new Work();

            ThreadTeam.Run(work, 4, isShort: false);

            var count = work.Parts.First().Count;
            Assert.InRange(count, 1, 4);
            Assert.Equal(Enumerable.Range(0, count), work.Parts.Select(part => part.Index).Order());
            Assert.All(work.Parts, part => Assert.Equal(count, part.Count));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void What_a_thread_throws_reaches_the_caller_and_lets_nobody_wait(int failing)
    {
        for (var turn = 0; turn < 50; turn++)
        {
            var work = new Work { Failing = failing };
            if (failing == 0)
            {
                Assert.Throws<InvalidOperationException>(() => ThreadTeam.Run(work, 2, isShort: false));
            }
            else
            {
                // A helper may be busy elsewhere: then the caller works alone, and nothing fails.
                var exception = Record.Exception(() => ThreadTeam.Run(work, 2, isShort: false));
                Assert.Equal(work.Parts.Any(part => part.Index == 1), exception is InvalidOperationException);
            }
        }
    }

    private sealed class Work : ITeamWork
    {
        private readonly SpinBarrier barrier = new();

        public int? Failing { get; init; }

        public ConcurrentBag<(int Index, int Count)> Parts { get; } = [];

        public void Run(int index, int count)
        {
            Parts.Add((index, count));
            barrier.Wait(count);
            if (index == Failing)
            {
                throw new InvalidOperationException("as the test wants");
            }

            barrier.Wait(count);
        }

        public void Abort() => barrier.Abort();
    }
}
