using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

/// <summary>
/// Owns the tensors that its thread creates while it is the innermost scope, and disposes them with itself. A scope belongs to the thread that opened it.
/// </summary>
/// <remarks>
/// Tensors lie densely in an array and know their places in it, so that entering and leaving a scope costs one write each.
/// Other disposables, attached by hand, are few and lie in a list.
/// </remarks>
public sealed partial class DisposeScope : IDisposable
{
    private readonly ThreadScopes _thread;
    private torch.Tensor?[] _tensors = [];
    private int _count;
    private List<IDisposable>? _others;

    internal DisposeScope(ThreadScopes thread)
    {
        _thread = thread;
        Outer = thread.Innermost;
        thread.Enter(this);
    }

    /// <summary>A copy of what the scope owns.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. _tensors.Take(_count).OfType<IDisposable>(), .. _others ?? []];

    /// <summary>How many disposables the scope owns.</summary>
    public int DisposablesCount => _count + (_others?.Count ?? 0);

    internal DisposeScope? Outer { get; set; }

    /// <summary>Disposes everything that the scope owns, and closes it.</summary>
    public void Dispose()
    {
        DisposeEverything();
        _thread.Leave(this);
    }

    /// <summary>Disposes everything that the scope owns; the scope stays open.</summary>
    public void DisposeEverything()
    {
        var tensors = _tensors;
        var count = _count;
        var others = _others;
        _tensors = [];
        _count = 0;
        _others = null;

        for (var i = 0; i < count; i++)
        {
            tensors[i]!.DisposeByScope();
        }

        _thread.Recycle(tensors, count);
        others?.ForEach(static other => other.Dispose());
    }

    /// <summary>Whether the scope owns a disposable.</summary>
    public bool Contains(IDisposable disposable) =>
        disposable is torch.Tensor tensor ? ReferenceEquals(tensor.Scope, this) : _others?.Contains(disposable) == true;

    /// <summary>Forgets a disposable that was disposed elsewhere.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        if (Contains(disposable))
        {
            Remove(disposable);
        }
    }

    internal void Add(torch.Tensor tensor)
    {
        if (_count == _tensors.Length)
        {
            if (_count == 0)
            {
                _tensors = _thread.TakeSlots();
            }
            else
            {
                Array.Resize(ref _tensors, 2 * _count);
            }
        }

        tensor.Scope = this;
        tensor.ScopeSlot = _count;
        _tensors[_count++] = tensor;
    }

    /// <summary>Takes a tensor out; the last one fills its place.</summary>
    internal void Remove(torch.Tensor tensor)
    {
        var last = _tensors[--_count]!;
        _tensors[_count] = null;
        if (!ReferenceEquals(last, tensor))
        {
            _tensors[tensor.ScopeSlot] = last;
            last.ScopeSlot = tensor.ScopeSlot;
        }

        tensor.Scope = null;
    }

    /// <summary>Frees the tensors of a scope that was never closed, on the finalizer's thread.</summary>
    internal void Abandon()
    {
        for (var i = 0; i < _count; i++)
        {
            _tensors[i]!.ReleaseUnowned();
        }
    }

    /// <summary>Whether the calling thread is the scope's: only that one may change the scope.</summary>
    internal bool IsOwnedBy(ThreadScopes thread) => ReferenceEquals(_thread, thread);

    private void Remove(IDisposable disposable)
    {
        if (disposable is torch.Tensor tensor)
        {
            Remove(tensor);
        }
        else
        {
            _others!.Remove(disposable);
        }
    }
}
