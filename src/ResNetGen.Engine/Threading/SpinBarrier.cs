using System.Runtime.InteropServices;
using System.Threading;

namespace ResNetGen.Engine.Threading;

/// <summary>
/// Threads that compute one operation together wait for each other here. An operation takes microseconds, so they stay awake; since others may need the
/// processor to arrive at all, they soon offer it.
/// </summary>
internal sealed class SpinBarrier
{
    private const int Spins = 100;

    private Cells cells;
    private volatile bool isAborted;

    /// <summary>Lets nobody wait any more: a thread has failed and will not arrive.</summary>
    public void Abort() => isAborted = true;

    /// <summary>Returns when so many threads wait.</summary>
    public void Wait(int threads)
    {
        if (threads == 1)
        {
            return;
        }

        var turn = Volatile.Read(ref cells.Turn);
        if (Interlocked.Increment(ref cells.Waiting) == threads)
        {
            cells.Waiting = 0;
            Volatile.Write(ref cells.Turn, turn + 1);
            return;
        }

        for (var spins = 0; Volatile.Read(ref cells.Turn) == turn && !isAborted; spins++)
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
    }

    // Each on a cache line of its own: those who wait read one and leave the other to those who arrive.
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private struct Cells
    {
        [FieldOffset(64)]
        public int Waiting;

        [FieldOffset(128)]
        public int Turn;
    }
}
