using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Training;
using ResNetGen.Engine.Weights;
using ResNetGen.Torch;
using ResNetGen.Training;
using TorchSharp;
using static ResNetGen.Networks.Tests.VariantNetworks;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Training;

/// <summary>Compiled training in bfloat16 is as near to float64 as TorchSharp's own bfloat16 (autocast) is.</summary>
public sealed class CompiledBFloat16Tests
{
    // Errors depend on how near to zero the inputs of ReLU are, so several batches count.
    private const int Draws = 3, Images = 8;

    [SkippableTheory]
    [MemberData(nameof(Names), MemberType = typeof(VariantNetworks))]
    public void Gradients_are_as_near_as_those_of_autocast(string name)
    {
        Skip.IfNot(BFloat16Tiles.IsSupported, BFloat16Tiles.UnsupportedReason);
        using var scope = NewDisposeScope();
        manual_seed(7);
        using var network = Create(name);
        NetworkValues.Randomize(network);
        using var memory = new TensorMemory(NetworkTraining.TensorsOf(GraphOf(network)));
        using var compiled = new NetworkTraining(GraphOf(network), memory.Tensors, TrainingPurpose.Gradients, threads: 2, KernelSet.Find(null, bfloat16: true));
        double ours = 0, autocast = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            memory.ClearGradients();
            var (error, ofAutocast) = Errors(network, compiled);
            (ours, autocast) = (ours + error, autocast + ofAutocast);
        }

        Assert.InRange(ours, 0, (1.5 * autocast) + 1e-3);
    }

    [SkippableFact]
    public void Recorded_passes_alone_are_rounded()
    {
        Skip.IfNot(BFloat16Tiles.IsSupported, BFloat16Tiles.UnsupportedReason);
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var network = new Cifar20();
        network.eval();
        using var whole = network.Compile();
        using var half = network.Compile();
        half.DType = DType.BFloat16;
        var images = randn(4, 3, 32, 32);

        Tensor Scores(CompiledNetwork compiled, bool isRecorded)
        {
            using var mode = set_grad_enabled(isRecorded);
            return compiled.call(images).detach();
        }

        Assert.Equal(DType.BFloat16, half.DType);
        Assert.Equal(Values(Scores(whole, false)), Values(Scores(half, false)));
        Assert.NotEqual(Values(Scores(whole, true)), Values(Scores(half, true)));
        var (right, found) = (Scores(whole, true), Scores(half, true));
        Assert.InRange((right - found).norm().item<float>() / right.norm().item<float>(), 1e-4, 0.05);
    }

    [SkippableFact]
    public void Steps_without_TorchSharp_have_losses_near_those_in_float32_and_the_same_bits_each_time()
    {
        Skip.IfNot(BFloat16Tiles.IsSupported, BFloat16Tiles.UnsupportedReason);
        var random = new Random(4);
        float[] images = [.. Enumerable.Range(0, 16 * 3 * 32 * 32).Select(_ => random.NextSingle() - 0.5f)];
        int[] labels = [.. Enumerable.Range(0, 16).Select(_ => random.Next(10))];

        var (whole, half) = (Losses(DType.Float32), Losses(DType.BFloat16));

        Assert.Equal(whole, half, (a, b) => Math.Abs(a - b) < 0.03 * a);
        Assert.NotEqual(whole, half);
        Assert.Equal(half, Losses(DType.BFloat16));

        double[] Losses(DType dtype)
        {
            using var training = new CompiledTraining(Cifar20.Graph, InitialWeights.Of(Cifar20.Graph, seed: 1), new CompiledTrainingOptions { DType = dtype, Threads = 2 });
            Assert.Equal(dtype, training.DType);
            return [.. Enumerable.Range(0, 6).Select(_ => training.Step(images, labels, 0.05).Loss)];
        }
    }

    // The errors of all gradients and of the logits together, as shares of their size.
    private static (double Ours, double Autocast) Errors(nn.Module<Tensor, Tensor> network, NetworkTraining compiled)
    {
        var (graph, info) = (GraphOf(network), InfoOf(network));

        // What is left out at random is left out by other generators.
        var training = !graph.Operations.Any(operation => operation is Dropout or StochasticDepth);
        var images = randn(Images, info.Input.Channels, info.Input.Height, info.Input.Width);
        var seed = randn([Images, .. OutputShape(graph)]);
        NetworkValues.Copy(network, compiled);
        using var call = compiled.Forward(Values(images), (Images, info.Input.Height, info.Input.Width), new TrainingMode(training));
        compiled.Backward(call, Values(seed));
        var ours = compiled.Tensors.Where(tensor => !tensor.IsBuffer).ToDictionary(tensor => tensor.Key, tensor => tensor.GradientSpan.ToArray(), StringComparer.Ordinal);
        ours["logits"] = call.Output();

        var state = network.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.clone(), StringComparer.Ordinal);
        network.train(training);
        var autocast = Gradients(network, images, seed, isRounded: true);
        network.load_state_dict(state);
        network.to(ScalarType.Float64);
        var exact = Gradients(network, images.to(ScalarType.Float64), seed.to(ScalarType.Float64), isRounded: false);
        network.to(ScalarType.Float32);
        network.load_state_dict(state);
        var size = exact.Values.Sum(values => values.Sum(x => x * x));
        return (
            Math.Sqrt(exact.Sum(pair => Error([.. ours[pair.Key].Select(x => (double)x)], pair.Value)) / size),
            Math.Sqrt(exact.Sum(pair => Error(autocast[pair.Key], pair.Value)) / size));
    }

    private static float[] Values(Tensor tensor) => tensor.contiguous().data<float>().ToArray();

    private static long[] OutputShape(NetworkGraph graph) => graph.Output.Height == 0 ? [graph.Output.Channels] : [graph.Output.Channels, graph.Output.Height, graph.Output.Width];

    private static double Error(double[] found, double[] right) => found.Zip(right, (a, b) => (a - b) * (a - b)).Sum();

    private static Dictionary<string, double[]> Gradients(nn.Module<Tensor, Tensor> network, Tensor images, Tensor seed, bool isRounded)
    {
        network.zero_grad();
        Tensor output;
        if (isRounded)
        {
            using var autocast = new Autocast(CPU);
            output = network.call(images).to(ScalarType.Float32);
        }
        else
        {
            output = network.call(images);
        }

        (output * seed).sum().backward();
        var all = network.named_parameters().ToDictionary(pair => pair.name, pair => Exact(pair.parameter.grad!), StringComparer.Ordinal);
        all["logits"] = Exact(output.detach());
        return all;

        static double[] Exact(Tensor tensor) => tensor.to(ScalarType.Float64).contiguous().data<double>().ToArray();
    }
}
