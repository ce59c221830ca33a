using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using ResNetGen.Data;
using ResNetGen.Engine.Training;
using ResNetGen.Engine.Weights;
using ResNetGen.Training;
using static ResNetGen.Networks.Tests.VariantNetworks;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Training;

/// <summary>
/// Compiled steps leave nothing behind: no tensor, no memory of malloc, no object. Counted are bytes in use, which show a leak of a small tensor a step sooner than the
/// resident size of the process does; <c>bench/ResNetGen.Benchmarks -- resident</c> shows that over 10,000 steps.
/// </summary>
public sealed partial class MemoryOverTimeTests
{
    private const int WarmUp = 400;
    private const int Steps = 400;

    // What leaks grows in each of several spans of steps. The just-in-time compiler, which goes on to compile methods, takes memory in one or another.
    private const int Spans = 6;

    // 5 MB in 10,000 steps are 500 bytes a step, and the smallest tensor takes more than 300.
    private const double BytesPerStep = 250;

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Steps_of_a_compiled_network_leave_nothing(bool gradCheckpointing)
    {
        using var network = Create("OrderFull");
        using var compiled = ((IGeneratedNetwork)network).Compile();
        compiled.GradCheckpointing = gradCheckpointing;
        using var optimizer = optim.SGD(network.parameters(), 1e-3, 0.9, weight_decay: 1e-4);
        using var steps = CompiledOptimizer.For(optimizer)!;
        using var images = ImagesOf(InfoOf(network), 3);
        using var labels = zeros(3, ScalarType.Int64);

        AssertNoGrowth(() =>
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            nn.functional.cross_entropy(compiled.call(images), labels).backward();
            steps.Step();
        });
    }

    [SkippableFact]
    public void Steps_without_TorchSharp_leave_nothing()
    {
        using var network = Create("OrderFull");
        var graph = GraphOf(network);
        using var training = new CompiledTraining(graph, InitialWeights.Of(graph, seed: 1), new CompiledTrainingOptions { AverageDecay = 0.99, ClipNorm = 1 });
        var images = ImagesOf(InfoOf(network), 3).data<float>().ToArray();

        AssertNoGrowth(() => training.Step(images, [0, 1, 2], 1e-3));
    }

    [SkippableFact]
    public void Steps_of_a_trainer_leave_nothing()
    {
        using var network = new Cifar20();
        using var trainer = new Trainer(network, DataSource.Find("shapes", Cifar20.Info.Input), new TrainingOptions { Epochs = 1, BatchSize = 4, LearningRate = 1e-3 });
        using var stop = new CancellationTokenSource();
        var (step, before) = (0, default(Used));
        IReadOnlyList<string> growth = ["no step"];
        trainer.StepFinished += (_, _) =>
        {
            step++;
            if (step < WarmUp || (step - WarmUp) % Steps != 0)
            {
                return;
            }

            var now = Used.Now();
            growth = step == WarmUp ? growth : now.GrowthSince(before);
            before = now;
            if (growth.Count == 0 || step == WarmUp + (Spans * Steps))
            {
                stop.Cancel();
            }
        };

        trainer.Run(stop.Token);

        Assert.Empty(growth);
    }

    [SkippableTheory]
    [InlineData("a tensor", "tensors")]
    [InlineData("memory of malloc", "bytes of malloc")]
    [InlineData("an object", "bytes of objects")]
    public void A_leak_of_one_thing_a_step_is_found(string leak, string found)
    {
        using var scope = NewDisposeScope();
        List<object> kept = [];

        var growth = Growth(() =>
        {
            switch (leak)
            {
                case "a tensor":
                    zeros(1);
                    break;
                case "an object":
                    kept.Add(new float[64]);
                    break;
                default:
                    kept.Add(Marshal.AllocHGlobal(300));
                    break;
            }
        });

        kept.OfType<nint>().ToList().ForEach(Marshal.FreeHGlobal);
        Assert.Contains(growth, text => text.EndsWith(found, StringComparison.Ordinal));
    }

    private static void AssertNoGrowth(Action step) => Assert.Empty(Growth(step));

    private static IReadOnlyList<string> Growth(Action step)
    {
        for (var i = 0; i < WarmUp; i++)
        {
            step();
        }

        IReadOnlyList<string> growth = [];
        var before = Used.Now();
        for (var span = 0; span < Spans; span++)
        {
            for (var i = 0; i < Steps; i++)
            {
                step();
            }

            var now = Used.Now();
            growth = now.GrowthSince(before);
            before = now;
            if (growth.Count == 0)
            {
                break;
            }
        }

        return growth;
    }

    /// <summary>What the process uses.</summary>
    private readonly record struct Used(long Tensors, long Native, long Managed)
    {
        public static Used Now()
        {
            for (var i = 0; i < 2; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            try
            {
                var native = MallocInfo();
                return new Used(Tensor.TotalCount, checked((long)(native.InUse + native.Mapped)), GC.GetTotalMemory(forceFullCollection: true));
            }
            catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
            {
                Skip.If(true, "This system's C library does not say how much memory is in use.");
                throw;
            }
        }

        public IReadOnlyList<string> GrowthSince(Used before) =>
        [
            .. new[] { (Tensors - before.Tensors, 0, "tensors"), (Native - before.Native, BytesPerStep * Steps, "bytes of malloc"), (Managed - before.Managed, BytesPerStep * Steps, "bytes of objects") }
                .Where(entry => entry.Item1 > entry.Item2)
                .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Item1:N0} more {entry.Item3}")),
        ];
    }

    /// <summary>glibc's <c>struct mallinfo2</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Malloc
    {
        public nuint Arena, FreeChunks, FastChunks, MappedRegions, Mapped, Highest, FastBytes, InUse, Free, Releasable;
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallinfo2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial Malloc MallocInfo();
}
