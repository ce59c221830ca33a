using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public sealed partial class DisposeScope
{
    /// <summary>Gives a disposable to this scope, out of the one that owns it, if any.</summary>
    public void Attach(IDisposable disposable)
    {
        ArgumentNullException.ThrowIfNull(disposable);
        if (Contains(disposable))
        {
            return;
        }

        if (disposable is torch.Tensor tensor)
        {
            tensor.Scope?.Remove(tensor);
            Add(tensor);
            _thread.Statistics.TensorStatistics.Attached++;
        }
        else
        {
            (_others ??= []).Add(disposable);
        }
    }

    /// <inheritdoc cref="Attach(IDisposable)"/>
    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    /// <inheritdoc cref="Attach(IDisposable)"/>
    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        var attached = disposables.ToList();
        attached.ForEach(Attach);
        return attached;
    }

    /// <summary>Takes disposables out of the scope: they outlive it, and nobody owns them.</summary>
    public void Detach(IEnumerable<IDisposable> disposables) => MoveTo(null, disposables);

    /// <inheritdoc cref="Detach(IEnumerable{IDisposable})"/>
    public void Detach(params IDisposable[] disposables) => MoveTo(null, disposables);

    /// <inheritdoc cref="Detach(IEnumerable{IDisposable})"/>
    public T Detach<T>(T disposable) where T : IDisposable
    {
        MoveTo(null, [disposable]);
        return disposable;
    }

    /// <inheritdoc cref="Detach(IEnumerable{IDisposable})"/>
    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable
    {
        MoveTo(null, [first, second]);
        return (first, second);
    }

    /// <inheritdoc cref="Detach(IEnumerable{IDisposable})"/>
    public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable
    {
        MoveTo(null, [first, second, third]);
        return (first, second, third);
    }

    /// <summary>Moves disposables to the next scope outwards; out of the outermost, nobody owns them.</summary>
    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveTo(Outer, disposables);

    /// <inheritdoc cref="MoveToOuter(IEnumerable{IDisposable})"/>
    public void MoveToOuter(params IDisposable[] disposables) => MoveTo(Outer, disposables);

    /// <inheritdoc cref="MoveToOuter(IEnumerable{IDisposable})"/>
    public T MoveToOuter<T>(T disposable) where T : IDisposable => MoveToOther(Outer!, disposable);

    /// <inheritdoc cref="MoveToOuter(IEnumerable{IDisposable})"/>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        MoveToOther(Outer!, first, second);

    /// <inheritdoc cref="MoveToOuter(IEnumerable{IDisposable})"/>
    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable => MoveToOther(Outer!, first, second, third);

    /// <summary>Moves disposables from this scope to another.</summary>
    public void MoveToOther(DisposeScope scope, IEnumerable<IDisposable> disposables) => MoveTo(scope, disposables);

    /// <inheritdoc cref="MoveToOther(DisposeScope, IEnumerable{IDisposable})"/>
    public void MoveToOther(DisposeScope scope, params IDisposable[] disposables) => MoveTo(scope, disposables);

    /// <inheritdoc cref="MoveToOther(DisposeScope, IEnumerable{IDisposable})"/>
    public T MoveToOther<T>(DisposeScope scope, T disposable) where T : IDisposable
    {
        MoveTo(scope, [disposable]);
        return disposable;
    }

    /// <inheritdoc cref="MoveToOther(DisposeScope, IEnumerable{IDisposable})"/>
    public (T1 first, T2 second) MoveToOther<T1, T2>(DisposeScope scope, T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable
    {
        MoveTo(scope, [first, second]);
        return (first, second);
    }

    /// <inheritdoc cref="MoveToOther(DisposeScope, IEnumerable{IDisposable})"/>
    public (T1 first, T2 second, T3 third) MoveToOther<T1, T2, T3>(DisposeScope scope, T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable
    {
        MoveTo(scope, [first, second, third]);
        return (first, second, third);
    }

    /// <summary>Disposes everything that the scope owns but what is named; the scope stays open and keeps it.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var keep = inKeep.Where(Contains).ToList();
        foreach (var disposable in keep)
        {
            Remove(disposable);
        }

        DisposeEverything();
        foreach (var disposable in keep)
        {
            Put(this, disposable);
        }
    }

    /// <inheritdoc cref="DisposeEverythingBut(IEnumerable{IDisposable})"/>
    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    /// <inheritdoc cref="DisposeEverythingBut(IEnumerable{IDisposable})"/>
    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    /// <inheritdoc cref="DisposeEverythingBut(IEnumerable{IDisposable})"/>
    public (T1 first, T2 second) DisposeEverythingBut<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[first, second]);
        return (first, second);
    }

    /// <inheritdoc cref="DisposeEverythingBut(IEnumerable{IDisposable})"/>
    public (T1 first, T2 second, T3 third) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[first, second, third]);
        return (first, second, third);
    }

    /// <summary>Moves one tensor, without a list around it: the way of every forward pass.</summary>
    internal void MoveTo(DisposeScope? target, torch.Tensor tensor)
    {
        Remove(tensor);
        if (target is null)
        {
            tensor.BecomeUnowned();
            _thread.Statistics.TensorStatistics.Detached++;
        }
        else
        {
            target.Add(tensor);
        }
    }

    private static void Put(DisposeScope scope, IDisposable disposable)
    {
        if (disposable is torch.Tensor tensor)
        {
            scope.Add(tensor);
        }
        else
        {
            (scope._others ??= []).Add(disposable);
        }
    }

    private void MoveTo(DisposeScope? target, IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
        {
            if (disposable is torch.Tensor tensor)
            {
                if (Contains(tensor))
                {
                    MoveTo(target, tensor);
                }
            }
            else if (_others?.Remove(disposable) == true && target is not null)
            {
                Put(target, disposable);
            }
        }
    }
}
