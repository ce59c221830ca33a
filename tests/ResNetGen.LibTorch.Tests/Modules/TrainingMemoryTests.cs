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
    // So long the just-in-time compiler goes on to compile what is called often, and takes some megabytes for it once.
    private const int WarmUp = 10_000;
    private const int Steps = 10_000;

    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    [Fact]
    public void Ten_thousand_steps_of_training_leave_nothing_behind()
    {
        // A network as small as this spends its time waiting for a second thread.
        var threads = get_num_threads();
        set_num_threads(1);
        try
        {
            Train();
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    private static void Train()
    {
        using var network = new SmallNetwork();
        using var optimizer = optim.SGD(network.parameters(), 0.01, 0.9, weight_decay: 1e-4);
        using var images = randn(2, 3, 5, 5);
        using var labels = zeros(2, ScalarType.Int64);
        long live = 0, resident = 0, collections = 0;

        for (var step = 0; step < WarmUp + Steps; step++)
        {
            using (NewDisposeScope())
            {
                optimizer.zero_grad();
                var loss = nn.functional.cross_entropy(network.call(images), labels);
                loss.backward();
                optimizer.step();
            }

            if (step == WarmUp)
            {
                (live, resident, collections) = (Live, ResidentBytesWithFullNursery(), GC.CollectionCount(2));
            }
            else if (step > WarmUp)
            {
                Assert.Equal(live, Live);
            }
        }

        var growth = ResidentBytesWithFullNursery() - resident;
        Assert.True(growth < 5 << 20, $"the process grew by {growth / 1e6:f1} MB in {Steps} steps, with {GC.CollectionCount(2) - collections} full collections");
    }

    /// <summary>
    /// What is resident when the collector's nursery is as large as it gets. It grows into its room, some 20 MB, and is emptied again, whatever a program does;
    /// only what grows between two such moments is left behind.
    /// </summary>
    private static long ResidentBytesWithFullNursery()
    {
        const int allocation = 1000, allocationsBetweenLooks = 500, fillings = 3;
        long most = 0;
        var until = GC.CollectionCount(0) + fillings;
        for (var i = 0; GC.CollectionCount(0) < until; i++)
        {
            // Nothing else uses it, and an optimizing compiler would not make what nobody uses.
            GC.KeepAlive(new byte[allocation]);
            if (i % allocationsBetweenLooks == 0)
            {
                most = Math.Max(most, ResidentBytes());
            }
        }

        return most;
    }

    private static long ResidentBytes()
    {
        const string status = "/proc/self/statm";
        return File.Exists(status) ? long.Parse(File.ReadAllText(status).Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize : 0;
    }
}
