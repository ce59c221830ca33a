using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ResNetGen.Data;
using ResNetGen.Training;
using ResNetGen.Training.Optimizers;
using ResNetGen.Training.Schedules;
using static TorchSharp.torch;

namespace ResNetGen.Runtime.Tests.Training;

/// <summary>What a step makes of gradients, against the formulas written out.</summary>
public class StepTests
{
    private static readonly TrainingOptions Plain = new()
    {
        Epochs = 2, BatchSize = 20, LearningRate = 0.1, Optimizer = new Sgd(0, Nesterov: false), WeightDecay = 0, Schedule = new Constant(), Augmentation = Augmentation.None,
    };

    public static TheoryData<string> Optimizers => new("sgd", "adam", "adamw");

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void An_optimizer_is_that_of_torch(string name)
    {
        OptimizerChoice choice = name switch { "sgd" => new Sgd(0.8), "adam" => new ResNetGen.Training.Optimizers.Adam(0.8, 0.99, 1e-5), _ => new ResNetGen.Training.Optimizers.AdamW(0.8, 0.99, 1e-5) };
        using var network = Linear();
        using var twin = Linear();
        Train(network, Plain with { Epochs = 3, Optimizer = choice, LearningRate = 0.01, WeightDecay = 0.1, DecayNormsAndBiases = true });

        using optim.Optimizer reference = name switch
        {
            "sgd" => optim.SGD(twin.parameters(), 0.01, 0.8, 0, 0.1, true),
            "adam" => optim.Adam(twin.parameters(), 0.01, 0.8, 0.99, 1e-5, 0.1),
            _ => optim.AdamW(twin.parameters(), 0.01, 0.8, 0.99, 1e-5, 0.1),
        };
        for (var step = 0; step < 3; step++)
        {
            Gradients(twin);
            reference.step();
        }

        Assert.Equal(Numbers(twin), Numbers(network), (a, b) => MathF.Abs(a - b) < 1e-5f);
        Assert.NotEqual(Numbers(Linear()), Numbers(network));
    }

    [Fact]
    public void Batches_that_make_one_step_are_one_batch()
    {
        using var together = Linear();
        using var apart = Linear();
        var reports = Train(together, Plain);
        var parts = Train(apart, Plain with { BatchSize = 5, BatchesPerStep = 4 });

        Assert.Equal(Numbers(together), Numbers(apart), (a, b) => MathF.Abs(a - b) < 1e-5f);
        Assert.Equal(reports.Select(step => (step.Step, step.Steps)), parts.Select(step => (step.Step, step.Steps)));
        Assert.Equal(reports.Select(step => step.Loss), parts.Select(step => step.Loss), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void The_last_step_of_an_epoch_can_have_fewer_batches()
    {
        using var network = Linear();

        var steps = Train(network, Plain with { BatchSize = 5, BatchesPerStep = 3, Epochs = 1 });

        Assert.Equal([(1, 2), (2, 2)], steps.Select(step => (step.Step, step.Steps)));
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(1000)]
    public void Gradients_are_shortened_to_the_longest_length(double longest)
    {
        using var network = Linear();
        using var twin = Linear();
        Train(network, Plain with { Epochs = 1, ClipNorm = longest });

        Gradients(twin);
        var gradients = twin.parameters().SelectMany(p => p.grad!.data<float>().ToArray()).ToArray();
        var length = Math.Sqrt(gradients.Sum(g => (double)g * g));
        Assert.InRange(length, 0.1, 100);
        var expected = Numbers(twin).Zip(gradients, (w, g) => (float)(w - (0.1 * g * Math.Min(1, longest / length))));

        Assert.Equal(expected, Numbers(network), (a, b) => MathF.Abs(a - b) < 1e-5f);
    }

    [Fact]
    public void The_average_of_weights_is_what_is_scored_and_the_weights_go_on_without_it()
    {
        using var network = Linear();
        using var plain = Linear();
        List<float[]> weights = [Numbers(plain)];
        using var trainer = new Trainer(plain, Colours.Source(20), Plain with { Epochs = 40 });
        trainer.StepFinished += (_, _) => weights.Add(Numbers(plain));
        trainer.Run();

        Train(network, Plain with { Epochs = 40, AverageDecay = 0.7 });

        var average = weights[0].Select(w => (double)w).ToArray();
        for (var step = 0; step < 40; step++)
        {
            var kept = Math.Min(0.7, (1 + step) / (10.0 + step));
            average = [.. average.Zip(weights[step + 1], (a, w) => (kept * a) + ((1 - kept) * w))];
        }

        Assert.Equal(average.Select(a => (float)a), Numbers(network), (a, b) => MathF.Abs(a - b) < 1e-5f);
        Assert.NotEqual(weights[^1], Numbers(network));
    }

    [Fact]
    public void The_loss_of_images_that_are_mixed_is_that_of_both_labels_by_their_shares()
    {
        var options = Plain with { Epochs = 1, Seed = 4, Augmentation = Augmentation.None with { Mixup = 1 } };
        using var network = Linear();
        using var twin = Linear();
        var source = Colours.Source(20);
        using var loader = new BatchLoader(
            source.Train, new BatchOptions { Size = 20, Normalization = source.Normalization, Augmentation = options.Augmentation!, Shuffle = true, DropPartial = true, Seed = 4 });
        using var batch = loader.Epoch(0).Single();
        using var scores = twin.call(batch.Images);
        using var own = nn.functional.cross_entropy(scores, batch.Labels);
        using var mixedIn = nn.functional.cross_entropy(scores, batch.MixedLabels);
        var expected = (batch.MixShare * own.item<float>()) + ((1 - batch.MixShare) * mixedIn.item<float>());

        Assert.InRange(batch.MixShare, 0.01, 0.99);
        Assert.Equal(expected, Train(network, options).Single().Loss, 1e-5);
    }

    [Fact]
    public void Half_the_bits_give_nearly_the_same_steps_and_weights_stay_whole()
    {
        manual_seed(1);
        using var whole = new TinyNet(classes: 2);
        manual_seed(1);
        using var half = new TinyNet(classes: 2);
        var options = Plain with { Epochs = 5 };
        var losses = Train(whole, options).Select(step => step.Loss).ToArray();

        var halved = Train(half, options with { Precision = Precision.Mixed }).Select(step => step.Loss).ToArray();

        Assert.Equal(losses, halved, (a, b) => Math.Abs(a - b) < 0.01);
        Assert.NotEqual(losses, halved);
        Assert.All(half.state_dict().Values, tensor => Assert.NotEqual(ScalarType.BFloat16, tensor.dtype));

        // Nothing of it stays on the thread.
        using var images = rand(2, 3, 8, 8);
        using var scores = half.call(images);
        Assert.Equal(ScalarType.Float32, scores.dtype);
    }

    [Fact]
    public async Task Epochs_come_one_by_one_and_the_network_is_free_between_them()
    {
        using var network = Linear();
        using var twin = Linear();
        Train(twin, Plain with { Epochs = 3 });
        using var trainer = new Trainer(network, Colours.Source(20), Plain with { Epochs = 3 });
        List<EpochReport> epochs = [];
        await foreach (var epoch in trainer.RunAsync())
        {
            Assert.False(network.training);
            epochs.Add(epoch);
        }

        Assert.Equal(3, epochs.Count);
        Assert.Equal(Numbers(twin), Numbers(network));
        Assert.True(trainer.Result.Completed);
    }

    [Fact]
    public async Task Stopping_ends_the_epochs_with_what_is_usual_for_tasks()
    {
        using var network = Linear();
        using var trainer = new Trainer(network, Colours.Source(), Plain);
        using var stop = new CancellationTokenSource();
        trainer.StepFinished += (_, step) =>
        {
            if (step.Step == 4)
            {
                stop.Cancel();
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var epoch in trainer.RunAsync(stop.Token))
            {
            }
        });
        Assert.Equal(6, Steps(trainer));
    }

    /// <summary>How many steps the rest of the first epoch has.</summary>
    private static int Steps(Trainer trainer)
    {
        var steps = 0;
        trainer.StepFinished += (_, step) => steps += step.Epoch == 1 ? 1 : 0;
        trainer.Run();
        return steps;
    }

    private static List<StepReport> Train(nn.Module<Tensor, Tensor> network, TrainingOptions options)
    {
        List<StepReport> steps = [];
        using var trainer = new Trainer(network, Colours.Source(20), options);
        trainer.StepFinished += (_, step) => steps.Add(step);
        trainer.Run();
        return steps;
    }

    private static void Gradients(nn.Module<Tensor, Tensor> network)
    {
        var source = Colours.Source(20);
        using var loader = new BatchLoader(source.Train, new BatchOptions { Size = 20, Normalization = source.Normalization });
        using var batch = loader.Epoch(0).Single();
        using var scope = NewDisposeScope();
        network.zero_grad();
        nn.functional.cross_entropy(network.call(batch.Images), batch.Labels).backward();
    }

    /// <summary>A network without norms, which would see batches apart as other than one.</summary>
    private static TorchSharp.Modules.Sequential Linear()
    {
        manual_seed(3);
        return nn.Sequential(("flat", nn.Flatten()), ("fc", nn.Linear(192, 2)));
    }

    private static float[] Numbers(nn.Module network) => [.. network.parameters().SelectMany(p => p.detach().data<float>().ToArray())];
}
