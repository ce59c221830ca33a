using System;
using System.Collections.Generic;

namespace TorchSharp;

/// <summary>The dispose scopes that a thread has open, innermost first, and its counts. One look-up in thread-local storage gives all of it.</summary>
internal sealed class ThreadScopes
{
    private const int MostSpares = 16;
    private const int LargestSpare = 1024;

    [ThreadStatic] private static ThreadScopes? t_current;

    private readonly Stack<torch.Tensor?[]> _spare = new();

    private ThreadScopes()
    {
    }

    /// <summary>The last resort for scopes that a thread left open when it ended: by now nobody can reach their tensors.</summary>
    ~ThreadScopes()
    {
        for (var scope = Innermost; scope is not null; scope = scope.Outer)
        {
            scope.Abandon();
        }
    }

    internal static ThreadScopes Current => t_current ??= new ThreadScopes();

    internal ThreadDisposeScopeStatistics Statistics { get; } = new();

    internal DisposeScope? Innermost { get; private set; }

    private bool IsCurrent => ReferenceEquals(t_current, this);

    internal void Enter(DisposeScope scope) => Innermost = scope;

    /// <summary>Room for a scope's tensors: that of a scope which has closed, where there is some.</summary>
    internal torch.Tensor?[] TakeSlots() => IsCurrent && _spare.TryPop(out var slots) ? slots : new torch.Tensor?[16];

    /// <summary>Keeps the room of a scope that has closed for the next one, unless there is plenty.</summary>
    internal void Recycle(torch.Tensor?[] slots, int used)
    {
        if (slots.Length is > 0 and <= LargestSpare && IsCurrent && _spare.Count < MostSpares)
        {
            Array.Clear(slots, 0, used);
            _spare.Push(slots);
        }
    }

    /// <summary>Takes a scope out of the chain, wherever in it: scopes need not be left in order.</summary>
    internal void Leave(DisposeScope scope)
    {
        if (ReferenceEquals(Innermost, scope))
        {
            Innermost = scope.Outer;
            return;
        }

        for (var inner = Innermost; inner is not null; inner = inner.Outer)
        {
            if (ReferenceEquals(inner.Outer, scope))
            {
                inner.Outer = scope.Outer;
                return;
            }
        }
    }
}
