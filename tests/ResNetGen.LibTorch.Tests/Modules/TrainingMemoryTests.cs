using System;
using System.Globalization;
using System.IO;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Modules;

/// <summary>Watches the whole process, so no other test may run meanwhile.</summary>
[Collection(nameof(TrainingMemoryTests))]
[CollectionDefinition(nameof(TrainingMemoryTests), DisableParallelization = true)]
public sealed class TrainingMemoryTests
{
    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    [Fact]
    public void Ten_thousand_steps_of_training_leave_nothing_behind()
    {
        const int warmUp = 500, steps = 10_000;

        // A network as small as this spends its time waiting for a second thread.
        var threads = get_num_threads();
        set_num_threads(1);
        using var network = new SmallNetwork();
        using var optimizer = optim.SGD(network.parameters(), 0.01, 0.9, weight_decay: 1e-4);
        using var images = randn(2, 3, 5, 5);
        using var labels = zeros(2, ScalarType.Int64);
        long live = 0, resident = 0, collections = 0;

        for (var step = 0; step < warmUp + steps; step++)
        {
            using (NewDisposeScope())
            {
                optimizer.zero_grad();
                var loss = nn.functional.cross_entropy(network.call(images), labels);
                loss.backward();
                optimizer.step();
            }

            if (step == warmUp)
            {
                FillNursery();
                (live, resident, collections) = (Live, ResidentBytes(), GC.CollectionCount(2));
            }
            else if (step > warmUp)
            {
                Assert.Equal(live, Live);
            }
        }

        set_num_threads(threads);
        var growth = ResidentBytes() - resident;
        Assert.True(growth < 5 << 20, $"the process grew by {growth / 1e6:f1} MB in {steps} steps, with {GC.CollectionCount(2) - collections} full collections");
    }

    // The collector's nursery grows into its room, some 20 MB, once; only what grows after that can be a leak.
    private static void FillNursery()
    {
        for (var collections = GC.CollectionCount(0); GC.CollectionCount(0) == collections;)
        {
            // Nothing else uses it, and an optimizing compiler would not make what nobody uses.
            GC.KeepAlive(new byte[1000]);
        }
    }

    private static long ResidentBytes()
    {
        const string status = "/proc/self/statm";
        return File.Exists(status) ? long.Parse(File.ReadAllText(status).Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize : 0;
    }
}
