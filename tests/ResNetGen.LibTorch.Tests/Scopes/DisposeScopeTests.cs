using System;
using System.Linq;
using System.Threading;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Scopes;

/// <summary>Who owns a tensor, and until when.</summary>
public class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_what_its_thread_made_in_it()
    {
        Tensor inside;
        using (var scope = NewDisposeScope())
        {
            inside = ones(3);
            Assert.Same(scope, CurrentDisposeScope);
            Assert.Equal(1, scope.DisposablesCount);
            Assert.True(scope.Contains(inside));
            Assert.Same(inside, Assert.Single(scope.DisposablesView));
        }

        Assert.True(inside.IsInvalid);
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void A_tensor_moves_outwards_step_by_step()
    {
        using var outer = NewDisposeScope();
        Tensor tensor;
        using (NewDisposeScope())
        {
            using var inner = NewDisposeScope();
            tensor = ones(3).MoveToOuterDisposeScope();
            Assert.Equal(0, inner.DisposablesCount);
            tensor.MoveToOuterDisposeScope();
        }

        Assert.True(outer.Contains(tensor));
        Assert.False(tensor.IsInvalid);
        outer.DisposeEverything();
        Assert.True(tensor.IsInvalid);
    }

    [Fact]
    public void Out_of_the_outermost_scope_nobody_owns_it()
    {
        Tensor moved, detached;
        using (NewDisposeScope())
        {
            moved = ones(3).MoveToOuterDisposeScope();
            detached = ones(3).DetachFromDisposeScope();
        }

        Assert.False(moved.IsInvalid);
        Assert.False(detached.IsInvalid);
        moved.Dispose();
        detached.Dispose();
    }

    [Fact]
    public void All_but_what_is_kept_is_disposed()
    {
        using var scope = NewDisposeScope();
        var a = ones(3);
        var b = a + 1;
        var c = b * 2;

        Assert.Equal((a, c), scope.DisposeEverythingBut(a, c));

        Assert.True(b.IsInvalid);
        Assert.Equal([4f, 4f, 4f], c.data<float>().ToArray());
        Assert.Equal(2, scope.DisposablesCount);
    }

    [Fact]
    public void Tensors_disposed_by_hand_leave_their_scope()
    {
        using var scope = NewDisposeScope();
        var tensors = Enumerable.Range(0, 100).Select(_ => ones(1)).ToArray();

        foreach (var tensor in tensors.Where((_, i) => i % 3 == 0))
        {
            tensor.Dispose();
        }

        Assert.Equal(66, scope.DisposablesCount);
        Assert.All(tensors, tensor => Assert.Equal(!tensor.IsInvalid, scope.Contains(tensor)));
    }

    [Fact]
    public void Scopes_may_be_left_in_any_order()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        outer.Dispose();
        Assert.Same(inner, CurrentDisposeScope);

        var tensor = ones(1);
        inner.Dispose();

        Assert.True(tensor.IsInvalid);
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void Attaching_takes_a_tensor_from_the_scope_that_had_it()
    {
        using var outer = NewDisposeScope();
        var tensor = ones(1);
        using var inner = NewDisposeScope();

        inner.Attach(tensor);

        Assert.False(outer.Contains(tensor));
        Assert.True(inner.Contains(tensor));
        Assert.Same(tensor, inner.MoveToOther(outer, tensor));
        Assert.True(outer.Contains(tensor));
        Assert.Same(tensor, ones(1).MoveToOtherDisposeScope(tensor) is { } other && outer.Contains(other) ? tensor : null);
    }

    [Fact]
    public void Other_disposables_go_with_a_scope_too()
    {
        var source = new CancellationTokenSource();
        using (var scope = NewDisposeScope())
        {
            scope.Attach(source);
            Assert.Equal(1, scope.DisposablesCount);
        }

        Assert.Throws<ObjectDisposedException>(() => source.Token);
    }

    [Fact]
    public void Each_thread_has_its_own_scopes()
    {
        using var scope = NewDisposeScope();
        Tensor? made = null;
        var thread = new Thread(() =>
        {
            Assert.Null(CurrentDisposeScope);
            made = ones(3);
        });
        thread.Start();
        thread.Join();

        Assert.False(scope.Contains(made!));
        made!.Dispose();
    }

    [Fact]
    public void A_tensor_may_be_disposed_by_another_thread_than_its_scopes()
    {
        var before = Tensor.TotalCount;
        using (NewDisposeScope())
        {
            var tensors = Enumerable.Range(0, 50).Select(_ => ones(1)).ToArray();
            var thread = new Thread(() => Array.ForEach(tensors, tensor => tensor.Dispose()));
            thread.Start();
            thread.Join();
            Assert.All(tensors, tensor => Assert.True(tensor.IsInvalid));
            Assert.Equal(before, Tensor.TotalCount);
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void The_statistics_count_what_happens()
    {
        var statistics = DisposeScopeManager.Statistics;
        statistics.Reset();

        var outside = ones(1);
        using (var scope = NewDisposeScope())
        {
            var inside = ones(1);
            ones(1).DetachFromDisposeScope().Dispose();
            scope.Attach(outside);
            Assert.Equal(2, statistics.ThreadTotalLiveCount);
            inside.Dispose();
        }

        Assert.Equal(1, statistics.CreatedOutsideScopeCount);
        Assert.Equal(2, statistics.CreatedInScopeCount);
        Assert.Equal(1, statistics.AttachedToScopeCount);
        Assert.Equal(1, statistics.DetachedFromScopeCount);
        Assert.Equal(2, statistics.DisposedInScopeCount);
        Assert.Equal(1, statistics.DisposedOutsideScopeCount);
        Assert.Equal(0, statistics.ThreadTotalLiveCount);
    }
}
