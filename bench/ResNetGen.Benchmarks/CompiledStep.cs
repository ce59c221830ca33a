using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using ResNetGen.Engine.Training;
using ResNetGen.Models;

namespace ResNetGen.Benchmarks;

/// <summary>
/// Times forward and backward passes of compiled training: <c>train resnet20 128</c>. Prints the median milliseconds of a call, the memory of feature maps, and where the
/// time goes, by kind of step.
/// </summary>
internal static class CompiledStep
{
    internal static void Run(string network, int batch, double seconds)
    {
        var graph = network switch
        {
            "resnet20" => ResNet20.Graph,
            "preresnet164" => PreResNet164.Graph,
            "resnet50" => ResNet50.Graph,
            _ => throw new ArgumentException($"There is no '{network}' here; there are resnet20, preresnet164 and resnet50.", nameof(network)),
        };
        using var memory = new TensorMemory(NetworkTraining.TensorsOf(graph));
        using var training = new NetworkTraining(graph, memory.Tensors, TrainingPurpose.Loss, Environment.ProcessorCount);
        Fill(training);
        IReadOnlyList<(string Step, double Macs)> steps = [];
        var bytes = 0L;
        var random = new Random(1);
        float[] images = [.. Enumerable.Range(0, batch * graph.Input.Length).Select(_ => random.NextSingle() - 0.5f)];
        int[] labels = [.. Enumerable.Range(0, batch).Select(i => i % graph.Output.Length)];
        long[][] ticks = [.. Enumerable.Range(0, training.Threads).Select(_ => new long[training.Steps])];
        training.Ticks = ticks;
        Call();
        Array.ForEach(ticks, Array.Clear);
        var times = new List<double>();
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < seconds || times.Count < 3;)
        {
            var begin = Stopwatch.GetTimestamp();
            Call();
            times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{network}, batch {batch}: median {times[times.Count / 2]:F2} ms of {times.Count}, {bytes / 1e6:F0} MB"));
        var kinds = steps.Zip(ticks[0]).GroupBy(step => step.First.Step.Split(", to ")[0], StringComparer.Ordinal);
        foreach (var kind in kinds.OrderByDescending(kind => kind.Sum(step => step.Second)))
        {
            var milliseconds = kind.Sum(step => step.Second) * 1e3 / Stopwatch.Frequency / times.Count;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{milliseconds,9:F2} ms {2 * kind.Sum(step => step.First.Macs) / milliseconds / 1e6,8:F0} GFLOP/s  {kind.Key}"));
        }

        void Call()
        {
            memory.ClearGradients();
            using var call = training.Forward(images, (batch, graph.Input.Height, graph.Input.Width), new TrainingMode(isTraining: true));
            training.Backward(call, labels);
            if (steps.Count == 0)
            {
                (steps, bytes) = (call.Describe(), call.Memory.Bytes);
            }
        }
    }

    private static void Fill(NetworkTraining training)
    {
        var random = new Random(2);
        foreach (var tensor in training.Tensors)
        {
            var inputs = tensor.Shape.Skip(1).Aggregate(1L, (product, length) => product * length);
            foreach (ref var value in tensor.ValueSpan)
            {
                value = tensor.Shape.Count > 1 ? (random.NextSingle() - 0.5f) * MathF.Sqrt(24f / inputs) : tensor.Key.EndsWith("weight", StringComparison.Ordinal) || tensor.Key.EndsWith("var", StringComparison.Ordinal) ? 1 : 0;
            }
        }
    }
}
