using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using ResNetGen.LibTorch.Tests.Fixtures;
using ResNetGen.LibTorch.Tests.Tensors;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Scopes;

/// <summary>Nothing stays behind: neither managed tensors nor references to native ones.</summary>
public class LifetimeTests
{
    [Fact]
    public void Every_operation_leaves_no_tensor_behind()
    {
        Collect();
        var before = Tensor.TotalCount;
        foreach (var fixture in FixtureFile.Read<LayerCase[]>("tensor_ops.json"))
        {
            using (NewDisposeScope())
            {
                var inputs = fixture.Inputs.Where(input => input.Key != "upstream").OrderBy(input => input.Key, StringComparer.Ordinal)
                    .Select(input => input.Value.ToTensor(fixture.Gradients.ContainsKey(input.Key))).ToArray();
                var output = TensorOperations.All[fixture.Name](inputs);
                if (output.requires_grad)
                {
                    output.sum().backward();
                }
            }

            Assert.True(before == Tensor.TotalCount, $"{fixture.Name} leaves {Tensor.TotalCount - before} tensors");
        }
    }

    [Fact]
    public void Failed_operations_leave_no_tensor_behind()
    {
        Collect();
        var before = Tensor.TotalCount;
        for (var i = 0; i < 100; i++)
        {
            using var scope = NewDisposeScope();
            Assert.Throws<ExternalException>(() => ones(2, 3).mm(ones(4, 5)));
            Assert.Throws<ExternalException>(() => ones(4).split([1, 2]));
            Assert.Throws<ExternalException>(() => ones(4).max(7));
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Disposing_frees_native_memory_at_once()
    {
        const long elements = 64L << 20;
        using (var first = ones(elements))
        {
            Assert.True(ResidentBytes() > elements * sizeof(float));
        }

        var before = ResidentBytes();
        for (var i = 0; i < 10; i++)
        {
            using var tensor = ones(elements);
        }

        Assert.True(ResidentBytes() < before + (elements * sizeof(float) * 2), "ten tensors in a row take more memory than two");
    }

    [Fact]
    public void A_graph_goes_with_its_last_tensor()
    {
        var scope = NewDisposeScope();
        var leaf = ones(1000, requires_grad: true).DetachFromDisposeScope();
        var result = leaf;
        for (var i = 0; i < 1000; i++)
        {
            result = result * 1.001;
        }

        result.sum().backward();
        scope.Dispose();

        using var gradient = leaf.grad!;
        Assert.True(gradient.allclose(full(1000, Math.Pow(1.001, 1000)), rtol: 1e-3));
        leaf.Dispose();
    }

    [Fact]
    public void The_finalizer_is_the_last_resort()
    {
        Collect();
        var before = Tensor.TotalCount;
        Forget();
        Assert.True(Tensor.TotalCount <= before + 10);

        Collect();

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void What_leaves_every_scope_is_left_to_the_finalizer_too()
    {
        Collect();
        var before = Tensor.TotalCount;
        using (NewDisposeScope())
        {
            ForgetOutOfScope();
        }

        Assert.Equal(before + 2, Tensor.TotalCount);
        Collect();
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Scopes_that_a_thread_left_open_go_with_it()
    {
        Collect();
        var before = Tensor.TotalCount;
        var thread = new Thread(() =>
        {
            NewDisposeScope();
            Forget();
        });
        thread.Start();
        thread.Join();

        Collect();

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void A_handle_given_away_is_taken_up_again()
    {
        var before = Tensor.TotalCount;
        var tensor = ones(3);
        var handle = tensor.DecoupleFromNativeHandle();
        Assert.True(tensor.IsInvalid);

        using (var again = Tensor.UnsafeCreateTensor(handle))
        {
            Assert.Equal(3, again.numel());
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void The_peak_is_at_least_what_lives()
    {
        using var scope = NewDisposeScope();
        _ = Enumerable.Range(0, 100).Select(_ => ones(1)).ToArray();

        Assert.True(Tensor.PeakCount >= Tensor.TotalCount);
        Assert.True(Tensor.TotalCount >= 100);
        Assert.Equal(Tensor.TotalCount, LibTorchInfo.LiveTensors);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget()
    {
        for (var i = 0; i < 10; i++)
        {
            ones(1);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ForgetOutOfScope()
    {
        ones(1).MoveToOuterDisposeScope();
        ones(1).DetachFromDisposeScope();
    }

    private static void Collect()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static long ResidentBytes() =>
        long.Parse(System.IO.File.ReadAllText("/proc/self/statm").Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) * Environment.SystemPageSize;
}
