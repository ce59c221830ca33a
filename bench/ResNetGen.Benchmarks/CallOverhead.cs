using System;
using BenchmarkDotNet.Attributes;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Benchmarks;

/// <summary>
/// What a call costs in C#, beyond libtorch's own work. <see cref="ResultInScope"/> is the whole of it: two crossings, a tensor object, its entry in a
/// dispose scope and its disposal, around nothing but a reference count going up and down. The budget is 200 ns.
/// </summary>
[Config(typeof(InProcess))]
[MemoryDiagnoser]
public class CallOverhead
{
    private DisposeScope _scope = null!;
    private IDisposable _unrecorded = null!;
    private Tensor _one = null!;
    private Tensor _other = null!;

    [GlobalSetup]
    public void Setup()
    {
        _unrecorded = no_grad();
        _scope = NewDisposeScope();
        _one = zeros(1);
        _other = zeros(1);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _scope.Dispose();
        _unrecorded.Dispose();
    }

    /// <summary>A crossing that reads one field.</summary>
    [Benchmark]
    public long Property() => _one.ndim;

    /// <summary>Everything that a result costs in C#.</summary>
    [Benchmark(Baseline = true)]
    public void ResultInScope() => _one.Share().Dispose();

    /// <summary>The same, disposed by its scope.</summary>
    [Benchmark]
    public void ResultDisposedByScope()
    {
        using var scope = NewDisposeScope();
        _one.Share();
    }

    /// <summary>For comparison: libtorch's cheapest view.</summary>
    [Benchmark]
    public void Detach() => _one.detach().Dispose();

    /// <summary>For comparison: an addition of one element in place.</summary>
    [Benchmark]
    public void AddInPlace() => _one.add_(_other);
}
