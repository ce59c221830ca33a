using System;
using System.Globalization;
using System.IO;
using static TorchSharp.torch;

namespace ResNetGen.Benchmarks;

/// <summary>
/// Watches the resident size of this process over 10,000 training steps of a small network, without a call of the garbage collector. Prints a line every
/// 1,000 steps: live tensors, managed memory allocated and collected so far, and the resident size.
/// </summary>
internal static class ResidentSize
{
    // So long the just-in-time compiler goes on to compile what is called often, and takes some megabytes for it once.
    private const int WarmUp = 10_000;
    private const int Steps = 10_000;
    private const int Interval = 1_000;

    internal static void Run()
    {
        // A network as small as this spends its time waiting for a second thread.
        set_num_threads(1);
        using var network = nn.Sequential(
            nn.Conv2d(3, 4, 3, padding: 1), nn.BatchNorm2d(4), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 2));
        using var optimizer = optim.SGD(network.parameters(), 0.01, 0.9, weight_decay: 1e-4);
        using var images = randn(2, 3, 8, 8);
        using var labels = zeros(2, ScalarType.Int64);

        Console.WriteLine("  step  live tensors  allocated, MB  gen 0, 1, 2  resident, MB  growth, MB");
        long first = 0;
        for (var step = 0; step <= WarmUp + Steps; step++)
        {
            if (step >= WarmUp && step % Interval == 0)
            {
                var resident = ResidentBytes();
                first = first == 0 ? resident : first;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{step - WarmUp,6}  {Tensor.TotalCount,12}  {GC.GetAllocatedBytesForCurrentThread() / 1e6,13:f1}  {GC.CollectionCount(0),5}, {GC.CollectionCount(1)}, {GC.CollectionCount(2)}  {resident / 1e6,12:f1}  {(resident - first) / 1e6,10:f1}"));
            }

            using (NewDisposeScope())
            {
                optimizer.zero_grad();
                nn.functional.cross_entropy(network.call(images), labels).backward();
                optimizer.step();
            }
        }
    }

    private static long ResidentBytes()
    {
        var pages = File.ReadAllText("/proc/self/statm").Split(' ')[1];
        return long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize;
    }
}
