using System;
using System.Collections.Generic;
using System.Threading;

namespace ResNetGen.Engine.Threading;

/// <summary>Work that several threads do together.</summary>
internal interface ITeamWork
{
    /// <summary>Says how many threads there may be, before the first of them begins.</summary>
    void Begin(int count);

    /// <summary>The part of one thread. A thread may come late, or not at all: then the others do its work.</summary>
    /// <param name="index">The thread's number, from 0, which is the caller.</param>
    /// <param name="count">How many threads there are.</param>
    void Run(int index, int count);

    /// <summary>Says that a thread has thrown, so that no other may wait for it.</summary>
    void Abort();
}

/// <summary>
/// Threads of the process that help callers. A caller takes those that are idle and does the work with them; where all are busy with other callers' work, it
/// works alone, so that many callers do not wait for each other. Results never depend on the number of threads.
/// </summary>
internal static class ThreadTeam
{
    // A stack under a lock: a concurrent one would allocate at every call.
    private static readonly Stack<Helper> Idle = new();
    private static int helpers;

    /// <summary>Does work with up to so many threads, the caller among them, and returns when all have ended.</summary>
    /// <param name="work">The work.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="isShort">Whether the work is over before a sleeping thread would have woken up: then only those that are awake help.</param>
    public static void Run(ITeamWork work, int threads, bool isShort)
    {
        if (threads <= 1)
        {
            work.Begin(1);
            work.Run(0, 1);
            return;
        }

        var team = Team.Rent(threads - 1);
        var count = 1;
        while (count < threads && Take() is { } helper)
        {
            if (isShort && !helper.IsAwake)
            {
                helper.Wake();
                Return(helper);
                break;
            }

            team.Members[count++ - 1] = helper;
        }

        work.Begin(count);
        team.Begin(work, count);
        team.RunPart(0, count);
        team.End();
    }

    private static Helper? Take()
    {
        lock (Idle)
        {
            if (Idle.TryPop(out var helper))
            {
                return helper;
            }
        }

        // More than one a core would only take time from each other.
        if (Interlocked.Increment(ref helpers) <= Math.Max(1, Environment.ProcessorCount - 1))
        {
            try
            {
                return new Helper();
            }
            catch (OutOfMemoryException)
            {
                // The system allows the process no further thread. The caller works with those that there are.
            }
        }

        Interlocked.Decrement(ref helpers);
        return null;
    }

    private static void Return(Helper helper)
    {
        lock (Idle)
        {
            Idle.Push(helper);
        }
    }

    /// <summary>The helpers of one call.</summary>
    private sealed class Team
    {
        private static readonly Stack<Team> Unused = new();
        private ITeamWork? work;
        private int working;
        private Exception? failure;
        private int count;

        public Helper?[] Members { get; private set; } = [];

        public static Team Rent(int helpers)
        {
            Team? team;
            lock (Unused)
            {
                team = Unused.TryPop(out var unused) ? unused : new Team();
            }

            if (team.Members.Length < helpers)
            {
                team.Members = new Helper?[helpers];
            }

            return team;
        }

        public void Begin(ITeamWork toDo, int threads)
        {
            (work, count) = (toDo, threads);
            Volatile.Write(ref working, threads - 1);
            for (var i = 1; i < threads; i++)
            {
                Members[i - 1]!.Begin(this, i, threads);
            }
        }

        /// <summary>Computes a thread's part. What it throws ends the work of all, and is thrown by <see cref="End"/>.</summary>
        public void RunPart(int index, int threads)
        {
            try
            {
                work!.Run(index, threads);
            }
#pragma warning disable CA1031 // An exception that left a helper would end the process.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref failure, exception, null);
                work!.Abort();
            }
        }

        public void Done() => Interlocked.Decrement(ref working);

        public void End()
        {
            // A helper that has not begun has nothing left to do. It is given back once all have ended: to wait for a lock can be interrupted, and others would
            // still write to the caller's memory.
            for (var i = 1; i < count; i++)
            {
                if (Members[i - 1]!.TryRevoke(this))
                {
                    Done();
                }
                else
                {
                    Members[i - 1] = null;
                }
            }

            for (var spins = 0; Volatile.Read(ref working) > 0; spins++)
            {
                if (spins < 100)
                {
                    Thread.SpinWait(1);
                }
                else
                {
                    Thread.Yield();
                }
            }

            for (var i = 1; i < count; i++)
            {
                if (Members[i - 1] is { } revoked)
                {
                    Return(revoked);
                }
            }

            Array.Clear(Members, 0, count - 1);
            var thrown = failure;
            (failure, work) = (null, null);
            lock (Unused)
            {
                Unused.Push(this);
            }

            if (thrown is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(thrown);
            }
        }
    }

    /// <summary>A thread that waits for work: awake at first, then offering its processor, then asleep.</summary>
    private sealed class Helper
    {
        private const int Spins = 200, Yields = 400;

        private readonly object gate = new();
        private Team? team;
        private int index, count;
        private bool isAsleep;
        private bool isCalled;

        public Helper() =>
            new Thread(Loop, 1 << 20) { IsBackground = true, Name = "ResNetGen" }.Start();

        public bool IsAwake => !Volatile.Read(ref isAsleep);

        public void Begin(Team of, int number, int threads)
        {
            (index, count) = (number, threads);
            Interlocked.Exchange(ref team, of);
            Wake();
        }

        /// <summary>Takes a team's work back, if the helper has not begun. Meanwhile the helper may work for another team.</summary>
        public bool TryRevoke(Team of) => Interlocked.CompareExchange(ref team, null, of) == of;

        public void Wake()
        {
            if (Volatile.Read(ref isAsleep))
            {
                lock (gate)
                {
                    isCalled = true;
                    Monitor.Pulse(gate);
                }
            }
        }

        private void Loop()
        {
            while (true)
            {
                WaitForWork();
                if (Interlocked.Exchange(ref team, null) is { } of)
                {
                    of.RunPart(index, count);

                    // It is idle before the caller goes on, who may want it again at once.
                    Return(this);
                    of.Done();
                }
            }
        }

        private void WaitForWork()
        {
            for (var spins = 0; Volatile.Read(ref team) is null; spins++)
            {
                if (spins < Spins)
                {
                    Thread.SpinWait(1);
                }
                else if (spins < Spins + Yields)
                {
                    Thread.Yield();
                }
                else
                {
                    Sleep();
                    spins = 0;
                }
            }
        }

        private void Sleep()
        {
            lock (gate)
            {
                Volatile.Write(ref isAsleep, true);
                Interlocked.MemoryBarrier();
                while (Volatile.Read(ref team) is null && !isCalled)
                {
                    Monitor.Wait(gate);
                }

                isCalled = false;
                Volatile.Write(ref isAsleep, false);
            }
        }
    }
}
