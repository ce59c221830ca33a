using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Training;
using TorchSharp;
using static ResNetGen.Networks.Tests.VariantNetworks;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Training;

/// <summary>Compiled training computes what TorchSharp computes in float64: losses, logits, running statistics and all gradients.</summary>
public sealed class CompiledGradientTests
{
    private const double Tolerance = 1e-4;

    // Of some hundred thousand inputs of ReLU, one may be so near zero that float32 and float64 differ in its sign, and so in a derivative. Then other values are drawn.
    private const int Draws = 20;

    [Theory]
    [MemberData(nameof(Names), MemberType = typeof(VariantNetworks))]
    public void Gradients_are_those_of_float64(string name)
    {
        using var scope = NewDisposeScope();
        using var network = Create(name);
        // What is left out at random is left out by other generators.
        var isRandom = GraphOf(network).Operations.Any(operation => operation is Dropout or StochasticDepth);
        foreach (var (count, threads, training) in new[] { (5, 1, true), (2, 2, true), (3, 3, false) }.Where(way => !isRandom || !way.Item3))
        {
            AssertGradients(network, count, threads, training, kernels: null);
        }
    }

    [Theory]
    [InlineData("Grouped")]
    [InlineData("Squeezed")]
    [InlineData("StrideLast")]
    public void Every_vector_width_computes_the_same(string name)
    {
        using var scope = NewDisposeScope();
        using var network = Create(name);
        foreach (var kernels in KernelSet.Names.Select(width => KernelSet.Find(width, bfloat16: false)).OfType<KernelSet>())
        {
            AssertGradients(network, count: 2, threads: 2, training: true, kernels);
        }
    }

    [Theory]
    [MemberData(nameof(Names), MemberType = typeof(VariantNetworks))]
    public void Nothing_of_an_earlier_pass_is_read(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(9);
        using var network = Create(name);
        var (graph, info) = (GraphOf(network), InfoOf(network));
        var seed = randn(3, graph.Output.Length).data<float>().ToArray();
        var images = randn(3, info.Input.Channels, info.Input.Height, info.Input.Width).data<float>().ToArray();
        foreach (var kernels in new[] { KernelSet.Find(null, bfloat16: false), KernelSet.Find(null, bfloat16: true) }.OfType<KernelSet>())
        {
            using var memory = new TensorMemory(NetworkTraining.TensorsOf(graph));
            using var compiled = new NetworkTraining(graph, memory.Tensors, TrainingPurpose.Gradients, threads: 2, kernels);
            var right = Bits(images);
            Bits([.. images.Select(_ => float.NaN)]);

            Assert.Equal(right, Bits(images));

            byte[] Bits(float[] from)
            {
                NetworkValues.Copy(network, compiled);
                memory.ClearGradients();
                using var call = compiled.Forward(from, (3, info.Input.Height, info.Input.Width), new TrainingMode(isTraining: true, 5));
                compiled.Backward(call, seed);
                return [.. compiled.Tensors.SelectMany(tensor => MemoryMarshal.AsBytes(tensor.IsBuffer ? tensor.ValueSpan : tensor.GradientSpan).ToArray())];
            }
        }
    }

    [Theory]
    [InlineData(7, 1)]
    [InlineData(9, 2)]
    public void Images_pass_a_few_at_a_time(int count, int threads)
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar20();

        var groups = GroupsOf(network, count, threads);
        AssertGradients(network, count, threads, training: true, kernels: null);
        AssertGradients(network, count, threads, training: false, kernels: null);

        // The last images of some share are fewer.
        var largestShare = (count + threads - 1) / threads;
        Assert.Contains(groups, group => group.ImagesAtOnce > 1 && group.ImagesAtOnce < largestShare && largestShare % group.ImagesAtOnce != 0);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(5, 2)]
    [InlineData(3, 4)]
    public void Threads_share_rows_where_there_are_too_few_images_to_share(int count, int threads)
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar20();

        Assert.All(GroupsOf(network, count, threads), group => Assert.Equal(0, group.ImagesAtOnce));
        AssertGradients(network, count, threads, training: true, kernels: null);
    }

    [Fact]
    public void The_same_calls_give_the_same_bits()
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar20();
        using var memory = new TensorMemory(NetworkTraining.TensorsOf(Cifar20.Graph));
        using var compiled = new NetworkTraining(Cifar20.Graph, memory.Tensors, TrainingPurpose.Loss, threads: 3);
        var images = randn(7, 3, 32, 32).data<float>().ToArray();
        var all = new List<byte[]>();
        for (var turn = 0; turn < 4; turn++)
        {
            NetworkValues.Copy(network, compiled);
            memory.ClearGradients();
            using var call = compiled.Forward(images, (7, 32, 32), new TrainingMode(isTraining: true));
            compiled.Backward(call, [0, 1, 2, 3, 4, 5, 6]);
            all.Add([.. compiled.Tensors.Where(tensor => !tensor.IsBuffer).SelectMany(tensor => MemoryMarshal.AsBytes(tensor.GradientSpan).ToArray())]);
        }

        Assert.All(all, bits => Assert.Equal(all[0], bits));
    }

    [Fact]
    public void Forward_passes_may_wait_for_their_backward_passes()
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar20();
        using var memory = new TensorMemory(NetworkTraining.TensorsOf(Cifar20.Graph));
        using var compiled = new NetworkTraining(Cifar20.Graph, memory.Tensors, TrainingPurpose.Loss, threads: 2);
        NetworkValues.Copy(network, compiled);
        float[] first = randn(4, 3, 32, 32).data<float>().ToArray(), second = randn(6, 3, 32, 32).data<float>().ToArray();
        var weight = compiled.Tensors[0];
        using (var call = compiled.Forward(first, (4, 32, 32), new TrainingMode(isTraining: true)))
        {
            compiled.Backward(call, [0, 1, 2, 3]);
        }

        using (var call = compiled.Forward(second, (6, 32, 32), new TrainingMode(isTraining: true)))
        {
            compiled.Backward(call, [4, 5, 6, 7, 8, 9]);
        }

        var expected = weight.GradientSpan.ToArray();
        memory.ClearGradients();
        using var one = compiled.Forward(first, (4, 32, 32), new TrainingMode(isTraining: true));
        using var other = compiled.Forward(second, (6, 32, 32), new TrainingMode(isTraining: true));
        compiled.Backward(one, [0, 1, 2, 3]);
        compiled.Backward(other, [4, 5, 6, 7, 8, 9]);

        Assert.Equal(expected, weight.GradientSpan.ToArray());
    }

    [Fact]
    public void Forward_passes_of_other_sizes_may_wait_too()
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar20();
        using var memory = new TensorMemory(NetworkTraining.TensorsOf(Cifar20.Graph));
        using var compiled = new NetworkTraining(Cifar20.Graph, memory.Tensors, TrainingPurpose.Loss, threads: 2);
        NetworkValues.Copy(network, compiled);
        float[] first = randn(4, 3, 32, 32).data<float>().ToArray(), second = randn(6, 3, 40, 36).data<float>().ToArray();
        var weight = compiled.Tensors[0];
        using (var call = compiled.Forward(first, (4, 32, 32), new TrainingMode(isTraining: true)))
        {
            compiled.Backward(call, [0, 1, 2, 3]);
        }

        using (var call = compiled.Forward(second, (6, 40, 36), new TrainingMode(isTraining: true)))
        {
            compiled.Backward(call, [4, 5, 6, 7, 8, 9]);
        }

        var expected = weight.GradientSpan.ToArray();
        memory.ClearGradients();
        using var one = compiled.Forward(first, (4, 32, 32), new TrainingMode(isTraining: true));
        using var other = compiled.Forward(second, (6, 40, 36), new TrainingMode(isTraining: true));
        compiled.Backward(one, [0, 1, 2, 3]);
        compiled.Backward(other, [4, 5, 6, 7, 8, 9]);

        Assert.Equal(expected, weight.GradientSpan.ToArray());
    }

    [Theory]
    [InlineData("DroppedShortcut")]
    [InlineData("Stochastic")]
    [InlineData("StochasticPre")]
    [InlineData("StochasticGroupNorm")]
    public void What_is_left_out_at_random_is_left_out_of_gradients(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        using var network = Create(name);
        NetworkValues.Randomize(network);
        using var memory = new TensorMemory(NetworkTraining.TensorsOf(GraphOf(network)));
        using var compiled = new NetworkTraining(GraphOf(network), memory.Tensors, TrainingPurpose.Loss, threads: 2);
        var info = InfoOf(network);
        var images = randn(6, info.Input.Channels, info.Input.Height, info.Input.Width).data<float>().ToArray();
        var random = new Random(1);
        for (var seed = 1UL; seed <= 3; seed++)
        {
            NetworkValues.Copy(network, compiled);
            memory.ClearGradients();
            Loss(seed, isBackward: true);
            var parameters = memory.Tensors.Where(tensor => !tensor.IsBuffer).ToList();
            var norm = GradientNorm.Of(parameters);
            float[][] directions = [.. parameters.Select(tensor => tensor.GradientSpan.ToArray().Select(gradient => (float)((gradient / norm) + (0.02 * (random.NextSingle() - 0.5) / Math.Sqrt(tensor.Length)))).ToArray())];
            var slope = parameters.Zip(directions).Sum(pair => pair.First.GradientSpan.ToArray().Zip(pair.Second).Sum(product => (double)product.First * product.Second));
            var step = 1e-3;

            double ahead = LossAt(step), behind = LossAt(-step);

            Assert.InRange((ahead - behind) / (2 * step) / slope, 0.97, 1.03);

            double LossAt(double distance)
            {
                NetworkValues.Copy(network, compiled);
                foreach (var (tensor, direction) in parameters.Zip(directions))
                {
                    for (var i = 0; i < direction.Length; i++)
                    {
                        tensor.ValueSpan[i] += (float)distance * direction[i];
                    }
                }

                return Loss(seed, isBackward: false);
            }
        }

        double Loss(ulong seed, bool isBackward)
        {
            using var call = compiled.Forward(images, (6, info.Input.Height, info.Input.Width), new TrainingMode(isTraining: true, seed));
            var loss = compiled.Backward(call, [0, 1, 2, 0, 1, 2]);
            if (!isBackward)
            {
                memory.ClearGradients();
            }

            return loss;
        }
    }

    [Fact]
    public void Units_that_are_left_out_keep_their_statistics_and_have_no_gradients()
    {
        using var scope = NewDisposeScope();
        using var network = Create("Stochastic");
        using var memory = new TensorMemory(NetworkTraining.TensorsOf(GraphOf(network)));
        using var compiled = new NetworkTraining(GraphOf(network), memory.Tensors, TrainingPurpose.Loss, threads: 2);
        var info = InfoOf(network);
        var images = randn(4, info.Input.Channels, info.Input.Height, info.Input.Width).data<float>().ToArray();
        var (leftOut, computed) = (0, 0);
        for (var seed = 0UL; seed < 8; seed++)
        {
            NetworkValues.Copy(network, compiled);
            memory.ClearGradients();
            using var call = compiled.Forward(images, (4, info.Input.Height, info.Input.Width), new TrainingMode(isTraining: true, seed));
            compiled.Backward(call, [0, 1, 2, 0]);
            var before = network.state_dict();
            foreach (var mean in compiled.Tensors.Where(tensor => tensor.Key.EndsWith("bn1.running_mean", StringComparison.Ordinal)))
            {
                var weight = compiled.Tensors.Single(tensor => tensor.Key == mean.Key.Replace("running_mean", "weight", StringComparison.Ordinal));
                var isLeftOut = mean.ValueSpan.SequenceEqual(before[mean.Key].data<float>().ToArray());
                Assert.Equal(isLeftOut, !weight.GradientSpan.ContainsAnyExcept(0f));
                (leftOut, computed) = (leftOut + (isLeftOut ? 1 : 0), computed + (isLeftOut ? 0 : 1));
            }
        }

        Assert.True(leftOut > 0 && computed > leftOut, $"{leftOut} units were left out, {computed} computed");
    }

    [Fact]
    public void Steps_of_units_that_are_left_out_are_not_computed()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        using var network = Create("Stochastic");
        using var memory = new TensorMemory(NetworkTraining.TensorsOf(GraphOf(network)));
        using var compiled = new NetworkTraining(GraphOf(network), memory.Tensors, TrainingPurpose.Loss, threads: 1);
        var info = InfoOf(network);
        var images = randn(4, info.Input.Channels, info.Input.Height, info.Input.Width).data<float>().ToArray();
        NetworkValues.Copy(network, compiled);

        // Their weights cannot reach anything.
        for (var seed = 0UL; seed < 8; seed++)
        {
            memory.ClearGradients();
            using var call = compiled.Forward(images, (4, info.Input.Height, info.Input.Width), new TrainingMode(isTraining: true, seed));
            foreach (var (operation, index) in GraphOf(network).Operations.Select((operation, index) => (operation, index)).Where(pair => pair.operation is Conv2d && compiled.IsLeftOut(pair.index)))
            {
                compiled.Tensors.Single(tensor => tensor.Key == operation.Key + ".weight").ValueSpan.Fill(float.NaN);
            }

            var loss = compiled.Backward(call, [0, 1, 2, 0]);
            using var again = compiled.Forward(images, (4, info.Input.Height, info.Input.Width), new TrainingMode(isTraining: true, seed));

            Assert.True(double.IsFinite(loss));
            Assert.All(again.Output(), value => Assert.True(float.IsFinite(value)));
            Assert.All(compiled.Tensors.Where(tensor => !tensor.IsBuffer), tensor => Assert.False(tensor.GradientSpan.Contains(float.NaN), tensor.Key));
            NetworkValues.Copy(network, compiled);
        }
    }

    [Fact]
    public void Batches_that_do_not_fit_are_refused_in_words()
    {
        using var memory = new TensorMemory(NetworkTraining.TensorsOf(Cifar20.Graph));
        using var compiled = new NetworkTraining(Cifar20.Graph, memory.Tensors, TrainingPurpose.Loss, threads: 2);
        var images = new float[2 * 3072];

        Assert.Contains("3 images of 3 x 32 x 32 have 9216", Assert.Throws<ArgumentException>(() => compiled.Forward(images, (3, 32, 32), new TrainingMode(isTraining: true))).Message, StringComparison.Ordinal);
        Assert.Contains("at least one image", Assert.Throws<ArgumentException>(() => compiled.Forward([], (0, 32, 32), new TrainingMode(isTraining: true))).Message, StringComparison.Ordinal);
        using var call = compiled.Forward(images, (2, 32, 32), new TrainingMode(isTraining: true));
        Assert.Contains("3 labels for 2 images", Assert.Throws<ArgumentException>(() => compiled.Backward(call, [0, 1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("Label 1 is 10; the classes are 0 to 9", Assert.Throws<ArgumentException>(() => compiled.Backward(call, [0, 10])).Message, StringComparison.Ordinal);
        Assert.Contains("Label 0 is -1", Assert.Throws<ArgumentException>(() => compiled.Backward(call, [-1, 0])).Message, StringComparison.Ordinal);
    }

    private static PassGroup[] GroupsOf(nn.Module<Tensor, Tensor> network, int count, int threads)
    {
        var (graph, input) = (GraphOf(network), InfoOf(network).Input);
        using var memory = new TensorMemory(NetworkTraining.TensorsOf(graph));
        using var compiled = new NetworkTraining(graph, memory.Tensors, TrainingPurpose.Loss, threads);
        using var call = compiled.Forward(new float[count * graph.Input.Length], (count, input.Height, input.Width), new TrainingMode(isTraining: false));
        return call.Plan.Schedule.Groups;
    }

    private static void AssertGradients(nn.Module<Tensor, Tensor> network, int count, int threads, bool training, KernelSet? kernels)
    {
        var (graph, info) = (GraphOf(network), InfoOf(network));
        using var memory = new TensorMemory(NetworkTraining.TensorsOf(graph));
        using var compiled = new NetworkTraining(graph, memory.Tensors, graph.Output.Height == 0 ? TrainingPurpose.Loss : TrainingPurpose.Gradients, threads, kernels);
        string? difference = null;
        for (var draw = 0; draw < Draws && (draw == 0 || difference is not null); draw++)
        {
            manual_seed((100 * count) + draw);
            var images = randn(count, info.Input.Channels, info.Input.Height, info.Input.Width);
            var targets = graph.Output.Height == 0
                ? randint(graph.Output.Length, count, dtype: ScalarType.Int64)
                : randn([count, graph.Output.Channels, graph.Output.Height, graph.Output.Width]);
            memory.ClearGradients();
            difference = Difference(network, compiled, images, targets, training);
        }

        Assert.Null(difference);
    }

    private static string? Difference(nn.Module<Tensor, Tensor> network, NetworkTraining compiled, Tensor images, Tensor targets, bool training)
    {
        network.to(ScalarType.Float32);
        NetworkValues.Randomize(network);
        NetworkValues.Copy(network, compiled);
        compiled.LabelSmoothing = 0.1f;
        network.to(ScalarType.Float64);
        network.train(training);
        network.zero_grad();
        var logits = network.call(images.to(ScalarType.Float64));
        var hasLabels = targets.dtype == ScalarType.Int64;
        var loss = hasLabels ? nn.functional.cross_entropy(logits, targets, label_smoothing: 0.1) : logits.mul(targets).sum();
        loss.backward();

        using var call = compiled.Forward(images.data<float>().ToArray(), ((int)images.shape[0], (int)images.shape[2], (int)images.shape[3]), new TrainingMode(training));
        if (hasLabels)
        {
            var found = compiled.Backward(call, [.. targets.data<long>().Select(label => (int)label)]);
            Assert.Equal(loss.item<double>(), found, Tolerance * Math.Max(1, loss.item<double>()));
        }
        else
        {
            compiled.Backward(call, targets.data<float>().ToArray());
        }

        var gradients = network.named_parameters().ToDictionary(parameter => parameter.name, parameter => parameter.parameter.grad!, StringComparer.Ordinal);
        var buffers = network.state_dict();

        // A constant in front of a norm has the gradient zero, and so rounding errors of the other gradients.
        var least = 0.01 * gradients.Values.Max(gradient => gradient.abs().max().item<double>());
        return compiled.Tensors
            .Select(tensor => tensor.IsBuffer
                ? Difference(tensor.Key, buffers[tensor.Key], tensor.ValueSpan.ToArray(), 1e-6)
                : Difference(tensor.Key, gradients[tensor.Key], tensor.GradientSpan.ToArray(), least))
            .Prepend(Difference("logits", logits.detach(), call.Output(), 1e-6))
            .FirstOrDefault(difference => difference is not null);
    }

    private static string? Difference(string what, Tensor expected, float[] actual, double least)
    {
        var right = expected.detach().contiguous().data<double>().ToArray();
        Assert.Equal(right.Length, actual.Length);
        var largest = Math.Max(least, right.Max(Math.Abs));
        var worst = right.Select((value, i) => double.IsFinite(actual[i]) ? Math.Abs(value - actual[i]) : double.PositiveInfinity).Max();
        return worst <= Tolerance * largest ? null : $"{what}: off by {worst / largest:G3} of the largest value, {largest:G3}";
    }
}
