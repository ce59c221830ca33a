namespace ResNetGen.Engine.Threading;

/// <summary>One of the threads that compute an operation together, as a kernel sees it.</summary>
/// <param name="index">The thread's number, from 0.</param>
/// <param name="count">How many threads compute the operation.</param>
/// <param name="scratch">Memory of this thread alone, aligned to 64 bytes.</param>
/// <param name="scratchStep">From the memory of one thread to that of the next.</param>
internal readonly unsafe struct Worker(int index, int count, byte* scratch, long scratchStep = 0)
{
    public int Index { get; } = index;

    public int Count { get; } = count;

    public byte* Scratch { get; } = scratch;

    /// <summary>The memory of another thread, for what it left there in an earlier pass of the step.</summary>
    public byte* ScratchOf(int other) => Scratch + ((other - Index) * scratchStep);

    /// <summary>The same worker with its memory from a place on.</summary>
    public Worker WithScratchAt(long place) => new(Index, Count, Scratch + place, scratchStep);

    /// <summary>The worker's share of <paramref name="count"/> items: a range that depends on the numbers alone.</summary>
    public (long Begin, long End) ShareOf(long count) => (count * Index / Count, count * (Index + 1) / Count);
}
