using System.Runtime.InteropServices;
using System.Threading;

namespace ResNetGen.Engine.Threading;

/// <summary>
/// Hands the shares of step after step to the threads of a call. Each thread takes the next share that nobody has taken, so that no step waits for a thread that
/// the system keeps from running: threads wait only for shares that have begun. Which thread computes a share changes nothing in its result.
/// </summary>
internal sealed class StepSharing
{
    private const int Spins = 100, StepShift = 16;

    private Cells cells;
    private int shares;
    private volatile bool isAborted;

    /// <summary>Begins a call.</summary>
    /// <param name="count">The shares of each step.</param>
    public void Begin(int count)
    {
        shares = count;
        cells.Completed = 0;
        Volatile.Write(ref cells.Claim, 0);
    }

    /// <summary>Lets nobody wait or begin any more: a thread has failed.</summary>
    public void Abort() => isAborted = true;

    /// <summary>Takes a share of a step.</summary>
    /// <param name="step">The step's number, from 0.</param>
    /// <returns>The share; -1 where all have been taken.</returns>
    public int Take(int step)
    {
        while (!isAborted)
        {
            var claim = Volatile.Read(ref cells.Claim);
            var share = (int)(claim & ((1 << StepShift) - 1));
            if (claim >> StepShift != step || share >= shares)
            {
                return -1;
            }

            if (Interlocked.CompareExchange(ref cells.Claim, claim + 1, claim) == claim)
            {
                return share;
            }
        }

        return -1;
    }

    /// <summary>Says that a share is computed.</summary>
    public void Complete() => Interlocked.Increment(ref cells.Completed);

    /// <summary>Waits until all shares of a step are computed, and opens the next.</summary>
    /// <returns>The step that is open: the next, or a later one where other threads have gone on.</returns>
    public int Finish(int step)
    {
        var all = (step + 1L) * shares;
        for (var spins = 0; Volatile.Read(ref cells.Completed) < all && !isAborted; spins++)
        {
            if (spins < Spins)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }

        var taken = ((long)step << StepShift) + shares;
        Interlocked.CompareExchange(ref cells.Claim, (step + 1L) << StepShift, taken);
        return isAborted ? int.MaxValue : (int)(Volatile.Read(ref cells.Claim) >> StepShift);
    }

    // Each on a cache line of its own: those who wait read one and leave the other to those who take shares.
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private struct Cells
    {
        [FieldOffset(64)]
        public long Claim;

        [FieldOffset(128)]
        public long Completed;
    }
}
