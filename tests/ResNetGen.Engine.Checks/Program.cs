using System;
using System.Linq;
using System.Runtime.InteropServices;
using ResNetGen;
using ResNetGen.Engine.Inference;
using ResNetGen.Engine.Tests.Inference;

// Computes every network of the tests with every set of instructions of this processor. Prints a line for each set, and exits with 1 where one is wrong.
var failures = 0;
foreach (var instructions in InferenceSession.InstructionsFor(DType.Float32))
{
    var worst = 0.0;
    foreach (var name in GraphsUnderTest.Names)
    {
        var graph = GraphsUnderTest.Get(name);
        var weights = new RandomWeights(graph);
        var random = new Random(7);
        const int Count = 3;
        var images = Enumerable.Range(0, Count * graph.Input.Length).Select(_ => (random.NextSingle() * 2) - 1).ToArray();
        using var session = new InferenceSession(graph, weights, new InferenceSessionOptions { Instructions = instructions, Threads = 2 });
        var expected = images.Chunk(graph.Input.Length)
            .SelectMany(image => ReferenceNetwork.Run(
                graph, weights, new ReferenceMap(graph.Input.Channels, graph.Input.Height, graph.Input.Width, [.. image.Select(value => (double)value)])))
            .ToArray();
        var output = new float[expected.Length];
        session.Run(images, output);
        var error = expected.Select((value, i) => Math.Abs(value - output[i])).Max() / expected.Max(Math.Abs);
        worst = Math.Max(worst, error);
        if (error > 1e-5)
        {
            failures++;
            Console.WriteLine($"{name}: off by {error} of the largest value with {instructions}");
        }
    }

    Console.WriteLine($"{RuntimeInformation.ProcessArchitecture} {instructions}: {GraphsUnderTest.Names.Count()} networks, off by {worst:0.0e0} at most");
}

return failures == 0 ? 0 : 1;
