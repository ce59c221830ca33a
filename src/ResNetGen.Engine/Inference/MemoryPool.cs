using System;
using System.Collections.Generic;
using ResNetGen.Engine.Planning;

namespace ResNetGen.Engine.Inference;

/// <summary>Memory that calls use and give back, so that after some calls nothing is asked of the system.</summary>
internal sealed class MemoryPool : IDisposable
{
    private const int Most = 64;

    private readonly List<AlignedMemory> free = [];
    private bool isDisposed;

    /// <summary>Memory of at least so many bytes: the smallest that is large enough.</summary>
    public AlignedMemory Rent(long bytes)
    {
        lock (free)
        {
            var best = -1;
            for (var i = 0; i < free.Count; i++)
            {
                if (free[i].Bytes >= bytes && (best < 0 || free[i].Bytes < free[best].Bytes))
                {
                    best = i;
                }
            }

            if (best >= 0)
            {
                var memory = free[best];
                free.RemoveAt(best);
                return memory;
            }
        }

        return new AlignedMemory(bytes);
    }

    public void Return(AlignedMemory memory)
    {
        lock (free)
        {
            if (!isDisposed)
            {
                free.Add(memory);
                if (free.Count <= Most)
                {
                    return;
                }

                memory = free[0];
                free.RemoveAt(0);
            }
        }

        memory.Dispose();
    }

    public void Dispose()
    {
        lock (free)
        {
            isDisposed = true;
            free.ForEach(memory => memory.Dispose());
            free.Clear();
        }
    }
}
