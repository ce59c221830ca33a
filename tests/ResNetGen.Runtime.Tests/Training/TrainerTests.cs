using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ResNetGen.Data;
using ResNetGen.Training;
using ResNetGen.Training.Optimizers;
using ResNetGen.Training.Schedules;
using static TorchSharp.torch;

namespace ResNetGen.Runtime.Tests.Training;

public class TrainerTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 3, BatchSize = 20, LearningRate = 0.1 };

    [Fact]
    public void A_network_learns_what_can_be_learned()
    {
        using var network = Network();
        using var trainer = new Trainer(network, Colours.Source(), Options with { Epochs = 8 });
        var result = trainer.Run();

        Assert.True(result.Completed);
        Assert.InRange(result.Last!.Top1, 0.9, 1);
        Assert.InRange(result.Last.Loss, 0, 1);
        Assert.True(result.Epochs[^1].TrainLoss < result.Epochs[0].TrainLoss);
        Assert.False(network.training);
    }

    [Fact]
    public void Steps_and_epochs_are_reported()
    {
        using var network = Network();
        using var trainer = new Trainer(network, Colours.Source(), Options);
        List<StepReport> steps = [];
        List<EpochReport> epochs = [];
        trainer.StepFinished += (_, step) => steps.Add(step);
        trainer.EpochFinished += (_, epoch) => epochs.Add(epoch);
        var result = trainer.Run();

        Assert.Equal(30, steps.Count);
        Assert.Equal((1, 3, 1, 10), (steps[0].Epoch, steps[0].Epochs, steps[0].Step, steps[0].Steps));
        Assert.Equal((3, 10), (steps[^1].Epoch, steps[^1].Step));
        Assert.Equal(steps.Select((_, i) => 0.1 * new OneCycle().Factor(i, 30)), steps.Select(step => step.LearningRate));
        Assert.Equal([1, 2, 3], epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(epochs, result.Epochs);
        Assert.Equal(steps.Take(10).Average(step => step.Loss), epochs[0].TrainLoss, 1e-9);
        Assert.Equal(steps[9].Top1, epochs[0].TrainTop1);
        Assert.Equal(50, epochs[0].Test.Images);
        Assert.All(steps, step => Assert.True(step.ImagesPerSecond > 0));
    }

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        var first = Losses(Options);

        Assert.Equal(first, Losses(Options));
        Assert.NotEqual(first, Losses(Options with { Seed = 1 }));
    }

    [Fact]
    public void Without_nesterov_or_decay_a_step_is_the_formula()
    {
        // Two steps of w := w - lr * v, v := momentum * v + g, on the gradient of a batch that is the whole data set.
        using var network = Network();
        using var twin = Network();
        var source = Colours.Source(train: 20, Augmentation.None);
        using var trainer = new Trainer(
            network,
            source,
            new TrainingOptions { Epochs = 2, BatchSize = 20, LearningRate = 0.1, Optimizer = new Sgd(0.9, Nesterov: false), WeightDecay = 0, Schedule = new Constant() });
        trainer.Run();

        using var reference = optim.SGD(twin.parameters(), 0.1, 0.9);
        using var loader = new BatchLoader(source.Train, new BatchOptions { Size = 20, Normalization = source.Normalization });
        twin.train();
        for (var step = 0; step < 2; step++)
        {
            using var batch = loader.Epoch(0).Single();
            using var scope = NewDisposeScope();
            reference.zero_grad();
            nn.functional.cross_entropy(twin.call(batch.Images), batch.Labels).backward();
            reference.step();
        }

        Assert.All(network.named_parameters().Zip(twin.named_parameters()), pair =>
            Assert.Equal(Numbers(pair.Second.Item2), Numbers(pair.First.Item2), (a, b) => MathF.Abs(a - b) < 1e-4f));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decay_pulls_norms_and_biases_only_where_asked(bool all)
    {
        // At a learning rate this small only the decay, which is this strong, moves anything by more than a thousandth.
        using var network = Network();
        var before = network.named_parameters().ToDictionary(pair => pair.Item1, pair => Numbers(pair.Item2));
        using var trainer = new Trainer(network, Colours.Source(train: 20), new TrainingOptions
        {
            Epochs = 1, BatchSize = 20, LearningRate = 1e-5, WeightDecay = 1e4, DecayNormsAndBiases = all, Optimizer = new Sgd(0, Nesterov: false), Schedule = new Constant(),
        });
        trainer.Run();

        foreach (var (name, parameter) in network.named_parameters())
        {
            var decayed = all || name is "conv1.weight" or "fc.weight";
            var factor = decayed ? 0.9f : 1;
            Assert.Equal(before[name].Select(number => number * factor), Numbers(parameter), (a, b) => MathF.Abs(a - b) < 1e-3f);
        }
    }

    [Fact]
    public void A_stopped_run_ends_after_its_step_with_the_epochs_that_were_finished()
    {
        using var network = Network();
        using var trainer = new Trainer(network, Colours.Source(), Options);
        using var stop = new CancellationTokenSource();
        var steps = 0;
        trainer.StepFinished += (_, _) =>
        {
            if (++steps == 13)
            {
                stop.Cancel();
            }
        };
        var result = trainer.Run(stop.Token);

        Assert.False(result.Completed);
        Assert.Equal(13, steps);
        Assert.Single(result.Epochs);
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_the_run_with_step_and_learning_rate()
    {
        using var network = Network();
        using var trainer = new Trainer(network, Colours.Source(), Options with { LearningRate = 1e30, Schedule = new Constant() });
        var error = Assert.Throws<TrainingDivergedException>(() => trainer.Run());

        Assert.Equal(1, error.Epoch);
        Assert.InRange(error.Step!.Value, 2, 10);
        Assert.Equal(1e30, error.LearningRate);
        Assert.Matches(@"^epoch 1, step \d+: the loss is (NaN|∞|Infinity) at a learning rate of 1E\+30; train again with a lower one, such as 2.5E\+29 where the full one was 1E\+30\.$", error.Message);
    }

    [Fact]
    public void A_run_leaves_nothing_but_the_network()
    {
        var before = LiveTensors();

        // TorchSharp counts a parameter twice, also as the tensor that it is made of, and forgets only one of the two.
        Assert.Equal(before + Run(), LiveTensors());

        // In a method of its own, so that nothing of it is reachable afterwards. Returns how many parameters the network has.
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static int Run()
        {
            using var network = Network();
            var own = LiveTensors();
            using (var trainer = new Trainer(network, Colours.Source(), Options))
            {
                var atFirstStep = 0L;
                trainer.StepFinished += (_, step) =>
                {
                    if (step is { Epoch: 2, Step: 1 })
                    {
                        atFirstStep = Tensor.TotalCount;
                    }
                    else if (step is { Epoch: 3, Step: 10 })
                    {
                        // Batches ahead come and go: three pairs of tensors at most.
                        Assert.InRange(Tensor.TotalCount - atFirstStep, -6, 6);
                    }
                };
                trainer.Run();
            }

            network.zero_grad();
            Assert.Equal(own, LiveTensors());
            return network.parameters().Count();
        }
    }

    [Theory]
    [InlineData("Epochs is 0; it has to be 1 or more.")]
    [InlineData("LearningRate is -1; it has to be above 0.")]
    [InlineData("Momentum is 1; it has to be from 0 to less than 1.")]
    [InlineData("LabelSmoothing is 1; it has to be from 0 to less than 1.")]
    public void Options_out_of_range_are_refused(string message)
    {
        var options = message.Split(' ')[0] switch
        {
            "Epochs" => Options with { Epochs = 0 },
            "LearningRate" => Options with { LearningRate = -1 },
            "Momentum" => Options with { Optimizer = new Sgd(1) },
            _ => Options with { LabelSmoothing = 1 },
        };
        using var network = Network();

        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new Trainer(network, Colours.Source(), options)).Message);
    }

    [Fact]
    public void A_network_for_other_classes_is_refused()
    {
        using var network = new TinyNet(classes: 4);
        using var trainer = new Trainer(network, Colours.Source(), Options);

        Assert.Contains("train has 2 classes", Assert.Throws<ArgumentException>(() => trainer.Run()).Message, StringComparison.Ordinal);
    }

    private static TinyNet Network()
    {
        manual_seed(1);
        return new TinyNet(classes: 2);
    }

    private static double[] Losses(TrainingOptions options)
    {
        using var network = Network();
        using var trainer = new Trainer(network, Colours.Source(), options);
        List<double> losses = [];
        trainer.StepFinished += (_, step) => losses.Add(step.Loss);
        trainer.Run();
        return [.. losses];
    }

    // TorchSharp's own constructors leave some tensors to the garbage collector.
    private static long LiveTensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.TotalCount;
    }

    private static float[] Numbers(Tensor tensor) => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(tensor.detach().bytes).ToArray();
}
