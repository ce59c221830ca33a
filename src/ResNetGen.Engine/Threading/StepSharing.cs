using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace ResNetGen.Engine.Threading;

/// <summary>
/// Hands the shares of step after step to the threads of a call. A thread takes its own share of each step, so that what it wrote in one step is in its cache in the
/// next. A share whose thread does not come, because the system keeps it from running, is taken by another: threads wait only for shares that have begun. Which
/// thread computes a share changes nothing in its result.
/// </summary>
internal sealed class StepSharing
{
    // Some microseconds: what a thread that runs is late by. After many more, the processor is offered to others.
    private const int Patience = 60, Spins = 1000;

    private Cell[] cells = [];
    private int shares;
    private volatile bool isAborted;

    /// <summary>Begins a call. No thread of an earlier call is left.</summary>
    /// <param name="count">The shares of each step.</param>
    public void Begin(int count)
    {
        if (cells.Length < count)
        {
            cells = new Cell[count];
        }

        shares = count;
        isAborted = false;
        Array.Clear(cells, 0, count);
    }

    /// <summary>Lets nobody wait or begin any more: a thread has failed.</summary>
    public void Abort() => isAborted = true;

    /// <summary>Gives a thread a share to compute: its own, or one that waits in vain for another thread. Waits while all others have begun.</summary>
    /// <param name="step">The step's number, from 0.</param>
    /// <param name="own">The share that is the thread's own.</param>
    /// <returns>The share; -1 where all are computed, or a thread has failed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Next(int step, int own)
    {
        if (!isAborted && TryTake(step, own))
        {
            cells[own].IsOrphan = false;
            return own;
        }

        for (var spins = 0; !isAborted; spins++)
        {
            var areComputed = true;
            for (var share = 0; share < shares; share++)
            {
                ref var cell = ref cells[share];
                if (Volatile.Read(ref cell.Computed) > step)
                {
                    continue;
                }

                areComputed = false;
                if ((spins >= Patience || cell.IsOrphan) && TryTake(step, share))
                {
                    cell.IsOrphan = true;
                    return share;
                }
            }

            if (areComputed)
            {
                return -1;
            }

            if (spins < Spins)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }

        return -1;
    }

    /// <summary>Says that a share of a step is computed.</summary>
    public void Complete(int step, int share) => Volatile.Write(ref cells[share].Computed, step + 1);

    private bool TryTake(int step, int share) =>
        Volatile.Read(ref cells[share].Taken) == step && Interlocked.CompareExchange(ref cells[share].Taken, step + 1, step) == step;

    // What a thread takes and what others wait for lie on cache lines of their own, two apart, since processors fetch them in pairs.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Cell
    {
        /// <summary>The steps whose share has been taken.</summary>
        [FieldOffset(0)]
        public int Taken;

        /// <summary>Whether the share was last taken by another thread than its own. Then nobody waits for its own again.</summary>
        [FieldOffset(4)]
        public volatile bool IsOrphan;

        /// <summary>The steps whose share is computed.</summary>
        [FieldOffset(128)]
        public int Computed;
    }
}
