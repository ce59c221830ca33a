using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Training;
using ResNetGen.Engine.Weights;
using static ResNetGen.Networks.Tests.VariantNetworks;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Training;

/// <summary>Residual units that the backward pass of the engine computes again.</summary>
public sealed class GradCheckpointingTests
{
    [Theory]
    [MemberData(nameof(Names), MemberType = typeof(VariantNetworks))]
    public void Gradients_and_statistics_are_the_same(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var network = Create(name);
        var (graph, info) = (GraphOf(network), InfoOf(network));

        // Threads share rows, so that sums are added in the same order: not a bit differs.
        var images = ImagesOf(info, 3).data<float>().ToArray();
        var gradient = randn(3 * graph.Output.Length).data<float>().ToArray();

        // Other seeds leave out other units.
        for (var seed = 1UL; seed <= 3; seed++)
        {
            Assert.Equal(AfterOnePass(gradCheckpointing: false), AfterOnePass(gradCheckpointing: true));

            List<byte[]> AfterOnePass(bool gradCheckpointing)
            {
                using var memory = MemoryOf(network);
                using var training = new NetworkTraining(graph, memory.Tensors, TrainingPurpose.ImageGradients, threads: 2, gradCheckpointing: gradCheckpointing);
                using var call = training.Forward(images, (3, info.Input.Height, info.Input.Width), new TrainingMode(isTraining: true, seed));
                var ofImages = new float[images.Length];
                training.Backward(call, gradient, ofImages);
                return [MemoryMarshal.AsBytes<float>(ofImages).ToArray(), .. memory.Tensors.Select(tensor => MemoryMarshal.AsBytes(tensor.IsBuffer ? tensor.ValueSpan : tensor.GradientSpan).ToArray())];
            }
        }
    }

    [Theory]
    [InlineData("Cifar20", 0.7)]
    [InlineData("AroundStages", 0.9)]
    public void Less_memory_is_taken(string name, double share)
    {
        using var network = Create(name);

        var (without, with) = (BytesOf(network, gradCheckpointing: false), BytesOf(network, gradCheckpointing: true));

        Assert.True(with < share * without, $"{with:N0} of {without:N0} bytes");
    }

    // The last convolution of a unit is computed again for the norm behind it. In front of a sum nothing but the sum is needed, which is kept: four units with one
    // convolution more, and one with two.
    [Theory]
    [InlineData("Cifar20", 18)]
    [InlineData("OrderFull", 6)]
    public void Convolutions_within_units_are_computed_once_more(string name, int more)
    {
        using var network = Create(name);

        Assert.Equal(more, Convolutions(gradCheckpointing: true) - Convolutions(gradCheckpointing: false));

        int Convolutions(bool gradCheckpointing) => Passes(network, gradCheckpointing, call => call.Describe().Count(step => step.Step.StartsWith("conv ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_shortcut_around_units_makes_no_unit_of_them()
    {
        var builder = new GraphBuilder(16, 8, 8);
        var graph = builder.Build(net =>
        {
            var first = net.Add(net.Conv2d(0, "a", 16, 3, padding: 1), 0);
            var second = net.Add(net.Conv2d(net.Relu(first), "b", 16, 3, padding: 1), first);
            net.Linear(net.GlobalAveragePool(net.Add(second, 0)), "fc", 4);
        });

        // Values 1 to 8: a, sum, relu, b, sum, sum around both, pool, fc.
        Assert.Equal([1, 3, 4], Within(graph));
    }

    [Fact]
    public void Branches_that_are_added_one_after_another_are_one_unit()
    {
        var builder = new GraphBuilder(16, 8, 8);
        var graph = builder.Build(net =>
        {
            var x = net.Relu(0);
            var two = net.Add(net.Conv2d(x, "a", 16, 1), net.Conv2d(x, "b", 16, 1));
            net.Relu(net.Add(net.Add(two, net.Conv2d(x, "c", 16, 1)), x));
        });

        Assert.Equal([2, 3, 4, 5, 6], Within(graph));
    }

    [Fact]
    public void Two_convolutions_of_a_plain_network_are_a_unit()
    {
        var builder = new GraphBuilder(16, 8, 8);
        var graph = builder.Build(net =>
        {
            var x = 0;
            for (var i = 0; i < 5; i++)
            {
                x = net.Relu(net.Conv2d(x, $"conv{i}", 16, 3, padding: 1));
            }
        });

        // Kept are the inputs of the third and the fifth convolution, and the output.
        Assert.Equal([1, 2, 3, 5, 6, 7, 9], Within(graph));
    }

    [Fact]
    public void A_compiled_network_takes_the_option_from_call_to_call()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        using var network = new Cifar20();
        using var compiled = network.Compile();
        var images = ImagesOf(Cifar20.Info, 3);

        // A pass goes back as it went forward, whatever is set in between.
        var (expected, found) = (Gradients(before: false, after: false), Gradients(before: true, after: false));

        Assert.Equal(expected, found);

        List<byte[]> Gradients(bool before, bool after)
        {
            network.zero_grad();
            compiled.GradCheckpointing = before;
            var loss = compiled.call(images).square().sum();
            compiled.GradCheckpointing = after;
            loss.backward();
            return [.. network.parameters().Select(parameter => parameter.grad!.bytes.ToArray())];
        }
    }

    [Fact]
    public void Steps_without_TorchSharp_are_the_same_up_to_rounding()
    {
        Assert.Equal(Weights(gradCheckpointing: false), Weights(gradCheckpointing: true), (right, found) => Math.Abs(right - found) < 1e-3);

        static float[] Weights(bool gradCheckpointing)
        {
            using var training = new CompiledTraining(Cifar20.Graph, InitialWeights.Of(Cifar20.Graph, seed: 2), new CompiledTrainingOptions { GradCheckpointing = gradCheckpointing, Threads = 2 });
            var random = new Random(5);
            for (var step = 0; step < 3; step++)
            {
                float[] images = [.. Enumerable.Range(0, 6 * Cifar20.Graph.Input.Length).Select(_ => random.NextSingle() - 0.5f)];
                training.Step(images, [0, 1, 2, 3, 4, 5], learningRate: 0.01);
            }

            return [.. Cifar20.Graph.Operations.SelectMany(layer => layer.Tensors.Select(tensor => $"{layer.Key}.{tensor.Name}")).SelectMany(training.Weights.Read)];
        }
    }

    private static List<int> Within(NetworkGraph graph) => [.. ResidualUnits.ValuesWithin(graph).Index().Where(value => value.Item).Select(value => value.Index)];

    private static long BytesOf(nn.Module<Tensor, Tensor> network, bool gradCheckpointing) => Passes(network, gradCheckpointing, call => call.Memory.Bytes);

    private static T Passes<T>(nn.Module<Tensor, Tensor> network, bool gradCheckpointing, Func<TrainingCall, T> read)
    {
        var (graph, info) = (GraphOf(network), InfoOf(network));
        using var memory = MemoryOf(network);
        using var training = new NetworkTraining(graph, memory.Tensors, TrainingPurpose.Gradients, threads: 1, gradCheckpointing: gradCheckpointing);
        using var call = training.Forward(new float[16 * graph.Input.Length], (16, info.Input.Height, info.Input.Width), new TrainingMode(isTraining: true));
        return read(call);
    }

    private static TensorMemory MemoryOf(nn.Module<Tensor, Tensor> network)
    {
        var memory = new TensorMemory(NetworkTraining.TensorsOf(GraphOf(network)));
        var weights = network.state_dict();
        foreach (var tensor in memory.Tensors)
        {
            var values = weights[tensor.Key].detach().data<float>().ToArray();
            values.CopyTo(tensor.ValueSpan);
        }

        return memory;
    }
}
