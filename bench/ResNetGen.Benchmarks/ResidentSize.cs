using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using ResNetGen.Data;
using ResNetGen.Engine.Training;
using ResNetGen.Engine.Weights;
using ResNetGen.Models;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Benchmarks;

/// <summary>
/// Watches the resident size of this process over 10,000 training steps of a small network, without a call of the garbage collector: <c>resident WAY</c>. Prints a
/// line every 1,000 steps: live tensors, managed memory allocated and collected so far, and the resident size.
/// </summary>
internal sealed class ResidentSize
{
    // So long the just-in-time compiler goes on to compile what is called often, and takes some megabytes for it once.
    private const int WarmUp = 15_000;
    private const int Steps = 10_000;
    private const int Interval = 1_000;
    private const int Batch = 4;

    private int step;
    private long first;

    private bool IsDone => step > WarmUp + Steps;

    /// <param name="way">
    /// <c>eager</c>: TorchSharp's modules. <c>compiled</c>: <see cref="CompiledNetwork"/> and <see cref="CompiledOptimizer"/>. <c>engine</c>: <see cref="CompiledTraining"/>.
    /// <c>trainer</c>: <see cref="Trainer"/> with compiled passes, and an evaluation after each epoch.
    /// </param>
    internal static void Run(string way)
    {
        var watch = new ResidentSize();
        Console.WriteLine("  step  live tensors  allocated, MB  gen 0, 1, 2  resident, MB  growth, MB");
        switch (way)
        {
            case "eager":
                watch.Eager();
                break;
            case "compiled":
                watch.Compiled();
                break;
            case "engine":
                watch.Engine();
                break;
            case "trainer":
                watch.Trainer();
                break;
            default:
                throw new ArgumentException($"There is no way '{way}'; there are eager, compiled, engine and trainer.", nameof(way));
        }
    }

    private static long ResidentBytes()
    {
        var pages = File.ReadAllText("/proc/self/statm").Split(' ')[1];
        return long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize;
    }

    private void Eager()
    {
        // A network as small as this spends its time waiting for a second thread.
        set_num_threads(1);
        using var network = nn.Sequential(
            nn.Conv2d(3, 4, 3, padding: 1), nn.BatchNorm2d(4), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 2));
        using var optimizer = optim.SGD(network.parameters(), 0.01, 0.9, weight_decay: 1e-4);
        using var images = randn(2, 3, 8, 8);
        using var labels = zeros(2, ScalarType.Int64);
        for (; !IsDone; Count())
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            nn.functional.cross_entropy(network.call(images), labels).backward();
            optimizer.step();
        }
    }

    private void Compiled()
    {
        using var network = new MLPerfResNet8();
        using var compiled = network.Compile();
        using var optimizer = optim.SGD(network.parameters(), 0.01, 0.9, weight_decay: 1e-4);
        using var steps = CompiledOptimizer.For(optimizer)!;
        using var images = randn(Batch, 3, 32, 32);
        using var labels = zeros(Batch, ScalarType.Int64);
        for (; !IsDone; Count())
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            nn.functional.cross_entropy(compiled.call(images), labels).backward();
            steps.Step();
        }
    }

    private void Engine()
    {
        using var training = new CompiledTraining(MLPerfResNet8.Graph, InitialWeights.Of(MLPerfResNet8.Graph, seed: 1), new CompiledTrainingOptions { WeightDecay = 1e-4 });
        var random = new Random(1);
        float[] images = [.. Enumerable.Range(0, Batch * MLPerfResNet8.Graph.Input.Length).Select(_ => random.NextSingle() - 0.5f)];
        for (; !IsDone; Count())
        {
            training.Step(images, [0, 1, 2, 3], learningRate: 0.01);
        }
    }

    private void Trainer()
    {
        using var network = new MLPerfResNet8();
        using var stop = new CancellationTokenSource();
        using var trainer = new Trainer(network, DataSource.Find("shapes", MLPerfResNet8.Info.Input), new TrainingOptions { Epochs = int.MaxValue, BatchSize = Batch, LearningRate = 0.01 });
        trainer.StepFinished += (_, _) =>
        {
            Count();
            if (IsDone)
            {
                stop.Cancel();
            }
        };
        trainer.Run(stop.Token);
    }

    private void Count()
    {
        if (step >= WarmUp && step % Interval == 0)
        {
            var resident = ResidentBytes();
            first = first == 0 ? resident : first;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{step - WarmUp,6}  {Tensor.TotalCount,12}  {GC.GetTotalAllocatedBytes() / 1e6,13:f1}  {GC.CollectionCount(0),5}, {GC.CollectionCount(1)}, {GC.CollectionCount(2)}  {resident / 1e6,12:f1}  {(resident - first) / 1e6,10:f1}"));
        }

        step++;
    }
}
