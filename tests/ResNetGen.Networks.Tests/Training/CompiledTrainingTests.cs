using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Engine.Training;
using ResNetGen.Engine.Weights;
using ResNetGen.Inference;
using ResNetGen.Weights;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Training;

/// <summary>Training by the engine alone, beside compiled networks with TorchSharp's losses and optimizers.</summary>
public sealed class CompiledTrainingTests
{
    private const int Count = 8;

    public static TheoryData<string> Kinds => ["sgd", "nesterov", "adam", "adamw", "smoothing, mixed labels, clipping", "two batches a step"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Steps_are_those_of_TorchSharp(string kind)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var network = new Cifar20();
        var before = network.named_parameters().ToDictionary(parameter => parameter.name, parameter => parameter.parameter.detach().clone(), StringComparer.Ordinal);
        using var compiled = network.Compile();
        var isMixed = kind.StartsWith("smoothing", StringComparison.Ordinal);
        var batches = kind.StartsWith("two", StringComparison.Ordinal) ? 2 : 1;
        var options = new CompiledTrainingOptions
        {
            Optimizer = kind switch { "nesterov" => new SgdOptimizer(0.8, Nesterov: true), "adam" => new AdamOptimizer(), "adamw" => new AdamOptimizer(IsDecoupled: true), _ => new SgdOptimizer() },
            WeightDecay = 0.01, DecayNormsAndBiases = true, LabelSmoothing = isMixed ? 0.1 : 0, ClipNorm = isMixed ? 0.5 : null,
        };
        var rate = kind.StartsWith("adam", StringComparison.Ordinal) ? 1e-4 : 2e-3;
        using TorchSharp.Modules.OptimizerHelper optimizer = kind switch
        {
            "nesterov" => optim.SGD(network.parameters(), rate, 0.8, 0, 0.01, nesterov: true),
            "adam" => optim.Adam(network.parameters(), rate, weight_decay: 0.01),
            "adamw" => optim.AdamW(network.parameters(), rate, weight_decay: 0.01),
            _ => optim.SGD(network.parameters(), rate, 0.9, 0, 0.01),
        };
        using var training = new CompiledTraining(Cifar20.Graph, WeightsOf(network), options);
        for (var step = 0; step < 8; step++)
        {
            optimizer.zero_grad();
            var (losses, results) = (0.0, default(TrainingStepResult));
            for (var batch = 0; batch < batches; batch++)
            {
                var (images, labels, mixed) = (randn(Count, 3, 32, 32), randint(10, Count, dtype: ScalarType.Int64), randint(10, Count, dtype: ScalarType.Int64));
                var loss = Loss(compiled.call(images), labels) * 0.7 + (Loss(compiled.call(images), isMixed ? mixed : labels) * 0.3);
                (loss / batches).backward();
                losses += loss.item<float>() / batches;
                if (batches > 1)
                {
                    training.Accumulate(Values(images), Labels(labels));
                    results = batch == 1 ? training.Update(rate) : default;
                }
                else
                {
                    results = isMixed ? training.Step(Values(images), Labels(labels), Labels(mixed), 0.7, rate) : training.Step(Values(images), Labels(labels), rate);
                }
            }

            if (isMixed)
            {
                nn.utils.clip_grad_norm_(network.parameters(), 0.5);
            }

            optimizer.step();
            Assert.Equal(losses, results.Loss, 5e-3 * losses);
        }

        Assert.Equal(8, training.Steps);
        var (moved, differs) = (0.0, 0.0);
        foreach (var (name, parameter) in network.named_parameters())
        {
            using var found = tensor(training.Weights.Read(name)).reshape(parameter.shape);
            moved += (parameter - before[name]).square().sum().item<float>();
            differs += (parameter - found).square().sum().item<float>();
        }

        // Of the way that the parameters have gone: the momentum of another optimizer leads elsewhere.
        Assert.InRange(Math.Sqrt(differs / moved), 0, 0.05);

        Tensor Loss(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels, label_smoothing: options.LabelSmoothing);
    }

    [Fact]
    public void A_network_for_inference_alone_learns_and_predicts()
    {
        var (images, labels) = Stripes(96, seed: 1);
        var (others, right) = Stripes(96, seed: 2);
        using var training = new CompiledTraining(StridedFirstForInference.Graph, InitialWeights.Of(StridedFirstForInference.Graph, seed: 3), new CompiledTrainingOptions { AverageDecay = 0.9 });
        var first = training.Step(images, labels, 0.05);
        for (var step = 0; step < 60; step++)
        {
            training.Step(images, labels, 0.05);
        }

        var last = training.Step(images, labels, 0.05);
        Assert.InRange(last.Loss, 0, first.Loss / 4);
        Assert.InRange(last.Correct, 90, 96);
        Assert.InRange(Correct(training.Predict(others), right), 86, 96);

        // The session follows the steps.
        using var network = new StridedFirstForInference(training.Weights);
        Assert.Equal(training.Predict(others), network.Predict(others));
    }

    [Fact]
    public void Saved_weights_are_loaded_by_both_kinds_of_networks()
    {
        using var scope = NewDisposeScope();
        var file = Path.GetTempFileName();
        try
        {
            using var training = new CompiledTraining(StridedFirst.Graph, InitialWeights.Of(StridedFirst.Graph, seed: 3));
            var (images, labels) = Stripes(16, seed: 1);
            training.Step(images, labels, 0.05);
            training.Save(file, StridedFirst.Info, new Dictionary<string, string> { ["note"] = "first" });
            var expected = training.Predict(images);

            using var module = new StridedFirst();
            Assert.Empty(Safetensors.Load(module, file).Missing);
            module.eval();
            using var inference = StridedFirstForInference.Load(file);

            Assert.Equal(1, module.state_dict().First(tensor => tensor.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal)).Value.item<long>());
            Assert.Equal(expected, inference.Predict(images));
            using var input = tensor(images).reshape(16, 3, 32, 32);
            Assert.Equal(expected, module.call(input).data<float>().ToArray(), (right, found) => Math.Abs(right - found) < 1e-3f);
            using var opened = SafeTensorsWeights.Open(file);
            Assert.Equal("first", opened.Metadata["note"]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        Assert.Equal(Weights(1), Weights(1));
        Assert.NotEqual(Weights(1), Weights(2));

        static float[] Weights(int seed)
        {
            using var network = Create(seed);
            var (images, labels) = Stripes(8, seed: 5);
            for (var step = 0; step < 4; step++)
            {
                network.Step(images, labels, 0.05);
            }

            return network.Weights.Read(network.Graph.Operations.First(operation => operation.Key is not null).Key + ".weight");
        }

        static CompiledTraining Create(int seed)
        {
            var graph = VariantNetworks.GraphOf(VariantNetworks.Create("Stochastic"));
            return new CompiledTraining(graph, InitialWeights.Of(graph, 1), new CompiledTrainingOptions { Seed = seed });
        }
    }

    [Fact]
    public void A_step_of_numbers_that_are_none_changes_nothing()
    {
        using var training = new CompiledTraining(Cifar20.Graph, InitialWeights.Of(Cifar20.Graph, 1));
        var (images, labels) = Stripes(4, seed: 1);
        labels = [0, 1, 2, 0];
        training.Step(images, labels, 0.05);
        var before = All(training);
        var logits = training.Predict(images);
        var broken = images.ToArray();
        broken[100] = float.NaN;

        Assert.Contains("loss of step 2", Assert.Throws<NotFiniteNumberException>(() => training.Step(broken, labels, 0.05)).Message, StringComparison.Ordinal);

        Assert.Equal(before, All(training));
        Assert.Equal(logits, training.Predict(images));
        Assert.Equal(1, training.Steps);
        Assert.True(double.IsFinite(training.Step(images, labels, 0.05).Loss));

        static List<float[]> All(CompiledTraining training) => [.. NetworkTraining.TensorsOf(Cifar20.Graph).Select(tensor => training.Weights.Read(tensor.Key))];
    }

    [Fact]
    public void Predictions_and_weights_follow_each_update()
    {
        var training = new CompiledTraining(Cifar20.Graph, InitialWeights.Of(Cifar20.Graph, 1));
        var (images, _) = Stripes(4, seed: 1);
        var weights = training.Weights;
        training.Accumulate(images, [0, 1, 2, 0]);
        var (before, conv) = (training.Predict(images), weights.Read("conv1.weight"));
        Assert.Contains("call Update", Assert.Throws<InvalidOperationException>(() => training.Step(images, [0, 1, 2, 0], 0.1)).Message, StringComparison.Ordinal);

        training.Update(0.1);

        Assert.NotEqual(before, training.Predict(images));
        Assert.NotEqual(conv, weights.Read("conv1.weight"));
        training.Dispose();
        Assert.Throws<ObjectDisposedException>(() => weights.Read("conv1.weight"));
    }

    [Fact]
    public void What_does_not_fit_is_refused_in_words()
    {
        var weights = InitialWeights.Of(Cifar20.Graph, 1);
        using var training = new CompiledTraining(Cifar20.Graph, weights);
        var images = new float[2 * 3072];
        Refused("6145 values", () => training.Step(new float[(2 * 3072) + 1], [0, 1], 0.1));
        Refused("3 labels for 2 images", () => training.Step(images, [0, 1, 2], 0.1));
        Refused("Label 1 is 10; the classes are 0 to 9", () => training.Step(images, [0, 10], 0.1));
        Refused("learning rate is -1", () => training.Step(images, [0, 1], -1));
        Refused("lambda is 2", () => training.Step(images, [0, 1], [0, 1], 2, 0.1));
        Refused("1 labels for 2 images", () => training.Step(images, [0, 1], [0], 0.5, 0.1));
        Refused("at least one image", () => training.Step([], [], 0.1));
        Assert.Contains("call Accumulate first", Assert.Throws<InvalidOperationException>(() => training.Update(0.1)).Message, StringComparison.Ordinal);
        Refused("learning rate is 1E+39", () => training.Step(images, [0, 1], 1e39));
        Refused("Epsilon is 1E-50", () => new CompiledTraining(Cifar20.Graph, weights, new CompiledTrainingOptions { Optimizer = new AdamOptimizer(Epsilon: 1e-50) }));
        Refused("WeightDecay is 1E+39", () => new CompiledTraining(Cifar20.Graph, weights, new CompiledTrainingOptions { WeightDecay = 1e39 }));
        Refused("Momentum is 1", () => new CompiledTraining(Cifar20.Graph, weights, new CompiledTrainingOptions { Optimizer = new SgdOptimizer(1) }));
        Refused("LabelSmoothing is 1", () => new CompiledTraining(Cifar20.Graph, weights, new CompiledTrainingOptions { LabelSmoothing = 1 }));
        Refused("are those of another network", () => new CompiledTraining(StridedFirst.Graph, weights));
        Assert.Equal(0, training.Steps);
        training.Dispose();
        Assert.Throws<ObjectDisposedException>(() => training.Step(images, [0, 1], 0.1));

        static void Refused(string words, Func<object> act) => Assert.Contains(words, Assert.ThrowsAny<ArgumentException>(act).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_allocate_next_to_nothing()
    {
        using var training = new CompiledTraining(Cifar20.Graph, InitialWeights.Of(Cifar20.Graph, 1), new CompiledTrainingOptions { AverageDecay = 0.99, ClipNorm = 1, Threads = 1 });
        var (images, labels) = Stripes(4, seed: 1);
        labels = [0, 1, 2, 0];
        for (var step = 0; step < 3; step++)
        {
            training.Step(images, labels, 0.01);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 10; step++)
        {
            training.Step(images, labels, 0.01);
        }

        // Small objects of a step; a feature map would be 256 KB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 * 64 * 1024);
    }

    private static ModuleWeights WeightsOf(Cifar20 network) => new ModuleWeights(network.state_dict(), disposesLayers: false);

    private static float[] Values(Tensor tensor) => tensor.data<float>().ToArray();

    private static int[] Labels(Tensor labels) => [.. labels.data<long>().Select(label => (int)label)];

    private static int Correct(float[] logits, int[] labels) =>
        labels.Where((label, i) => logits.AsSpan(i * (logits.Length / labels.Length), logits.Length / labels.Length) is var row && row.IndexOf(Max(row)) == label).Count();

    private static float Max(ReadOnlySpan<float> values)
    {
        var most = values[0];
        foreach (var value in values)
        {
            most = Math.Max(most, value);
        }

        return most;
    }

    /// <summary>Images with noise, in which one of three colors is stronger.</summary>
    private static (float[] Images, int[] Labels) Stripes(int count, int seed)
    {
        var random = new Random(seed);
        int[] labels = [.. Enumerable.Range(0, count).Select(_ => random.Next(3))];
        var images = new float[count * 3 * 1024];
        for (var i = 0; i < images.Length; i++)
        {
            images[i] = (float)((random.NextDouble() - 0.5) * 2) + (i / 1024 % 3 == labels[i / 3072] ? 0.5f : 0);
        }

        return (images, labels);
    }
}
