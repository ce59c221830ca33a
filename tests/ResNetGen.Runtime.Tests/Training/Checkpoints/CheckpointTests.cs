using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ResNetGen.Training;
using ResNetGen.Training.Checkpoints;
using ResNetGen.Training.Optimizers;
using ResNetGen.Weights;
using static TorchSharp.torch;

namespace ResNetGen.Runtime.Tests.Training.Checkpoints;

/// <summary>Runs that were stopped and go on in another trainer, with another network, as another process would.</summary>
public class CheckpointTests
{
    private static readonly TrainingOptions Usual = new() { Epochs = 4, BatchSize = 20, Seed = 5 };

    private static readonly Dictionary<string, TrainingOptions> Kinds = new()
    {
        ["sgd"] = Usual,
        ["adam"] = Usual with { Optimizer = new ResNetGen.Training.Optimizers.Adam(), LearningRate = 0.01 },
        ["adamw"] = Usual with { Optimizer = new ResNetGen.Training.Optimizers.AdamW(), LearningRate = 0.01 },
        ["average, clipping, several batches a step"] = Usual with { AverageDecay = 0.9, ClipNorm = 0.5, BatchesPerStep = 3 },
    };

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var kind in Kinds.Keys)
            {
                // Epochs have ten batches: stopped before the second is scored; in the middle of it; before anything.
                foreach (var batches in kind.StartsWith("average", StringComparison.Ordinal) ? new[] { 20, 13, 0 } : [20, 13])
                {
                    cases.Add(kind, batches);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_run_that_goes_on_ends_with_the_same_bits(string kind, int batches)
    {
        using var folder = new ScratchFolder();
        var options = Kinds[kind];
        List<double> losses = [];
        using (var network = Network(1))
        using (var trainer = Trainer(network, options, losses))
        {
            trainer.Run();
            trainer.SaveCheckpoint(folder.File("whole"));
            WeightsFile.Save(folder.File("whole.safetensors"), network);
        }

        List<double> parts = [];
        using (var network = Network(1))
        using (var trainer = Trainer(network, options, parts))
        {
            Stop(trainer, batches, options.BatchesPerStep);
            trainer.SaveCheckpoint(folder.File("part"), new Dictionary<string, string> { ["command"] = "train" });
        }

        // Other fresh weights, and other random numbers drawn meanwhile.
        using (var network = Network(2))
        using (var trainer = Trainer(network, options, parts))
        using (var checkpoint = Checkpoint.Open(folder.File("part")))
        {
            Assert.Equal("train", checkpoint.Notes["command"]);
            Assert.Equal(batches, (checkpoint.Epochs.Count * 10) + checkpoint.Batches);
            trainer.Resume(checkpoint);
            var result = trainer.Run();
            trainer.SaveCheckpoint(folder.File("rest"));
            WeightsFile.Save(folder.File("rest.safetensors"), network);
            Assert.True(result.Completed);
            Assert.Equal([1, 2, 3, 4], result.Epochs.Select(epoch => epoch.Epoch));
        }

        Assert.Equal(losses, parts);
        Assert.Equal(File.ReadAllBytes(folder.File("whole.safetensors")), File.ReadAllBytes(folder.File("rest.safetensors")));
        AssertSameTensors(folder.File("whole"), folder.File("rest"));
    }

    [Fact]
    public void A_checkpoint_can_be_saved_in_the_handler_of_an_epoch()
    {
        using var folder = new ScratchFolder();
        using var network = Network(1);
        using var trainer = Trainer(network, Kinds["average, clipping, several batches a step"], []);
        trainer.EpochFinished += (_, epoch) => trainer.SaveCheckpoint(folder.File($"{epoch.Epoch}"));
        trainer.Run();
        using var second = Checkpoint.Open(folder.File("2"));
        using var other = Network(2);
        using var rest = Trainer(other, Kinds["average, clipping, several batches a step"], []);

        rest.Resume(second);
        rest.Run();

        Assert.Equal(Numbers(network), Numbers(other));
    }

    [Fact]
    public void Another_run_is_refused_with_what_differs()
    {
        using var folder = new ScratchFolder();
        using var network = Network(1);
        using (var trainer = Trainer(network, Usual, []))
        {
            trainer.SaveCheckpoint(folder.File("run"));
        }

        using var checkpoint = Checkpoint.Open(folder.File("run"));
        var before = Numbers(network);
        using var other = Trainer(network, Usual with { Epochs = 8, Optimizer = new Sgd(0.8) }, []);
        var error = Assert.Throws<CheckpointException>(() => other.Resume(checkpoint));
        using var wide = nn.Sequential(("drop", nn.Dropout(0.2)), ("net", new TinyNet(width: 9, classes: 2)));
        using var ofWide = Trainer(wide, Usual, []);
        var ofNetwork = Assert.Throws<CheckpointException>(() => ofWide.Resume(checkpoint));
        using var fewer = new Trainer(network, Colours.Source(100), Usual);
        var ofData = Assert.Throws<CheckpointException>(() => fewer.Resume(checkpoint));

        Assert.Equal(
            "is of another run (epochs: 4 in the checkpoint, 8 here; optimizer: sgd, momentum 0.9, nesterov in the checkpoint, sgd, momentum 0.8, nesterov here). Go on with what it was begun with, or begin a new run.",
            error.Problem);
        Assert.Contains("other shape: net.bn1.bias is 8 in the file, 9 in the network", ofNetwork.Problem, StringComparison.Ordinal);
        Assert.Matches(@"training images: train, 200 images of 3 x 8 x 8, (2 classes with the SHA-256 [0-9a-f]{8}) in the checkpoint, train, 100 images of 3 x 8 x 8, \1 here", ofData.Problem);
        Assert.Equal(before, Numbers(network));
    }

    [Fact]
    public void What_is_no_checkpoint_is_refused()
    {
        using var folder = new ScratchFolder();
        using var network = Network(1);
        using var trainer = Trainer(network, Usual, []);
        trainer.SaveCheckpoint(folder.File("run"));
        Safetensors.Save(folder.File("weights"), network);
        var bytes = File.ReadAllBytes(folder.File("run"));
        File.WriteAllBytes(folder.File("short"), bytes[..^1]);

        Assert.Equal("is a file of weights, not a checkpoint.", Assert.Throws<CheckpointException>(() => Checkpoint.Open(folder.File("weights"))).Problem);
        Assert.Equal("there is no such file.", Assert.Throws<CheckpointException>(() => Checkpoint.Open(folder.File("nothing"))).Problem);
        Assert.Throws<CheckpointException>(() => Checkpoint.Open(folder.File("short")));
    }

    private static void Stop(Trainer trainer, int batches, int perStep)
    {
        using var stop = new CancellationTokenSource();
        trainer.StepFinished += (_, step) =>
        {
            if (((step.Epoch - 1) * 10) + Math.Min(10, step.Step * perStep) >= batches)
            {
                stop.Cancel();
            }
        };
        if (batches == 0)
        {
            stop.Cancel();
        }

        Assert.False(trainer.Run(stop.Token).Completed);
    }

    private static void AssertSameTensors(string first, string second)
    {
        using var a = new SafetensorsReader(first);
        using var b = new SafetensorsReader(second);
        Assert.Equal(a.Entries.Keys.Order(StringComparer.Ordinal), b.Entries.Keys.Order(StringComparer.Ordinal));
        foreach (var name in a.Entries.Keys)
        {
            using var x = a.Read(name);
            using var y = b.Read(name);
            Assert.True(x.bytes.SequenceEqual(y.bytes), name);
        }
    }

    private static Trainer Trainer(nn.Module<Tensor, Tensor> network, TrainingOptions options, List<double> losses)
    {
        var trainer = new Trainer(network, Colours.Source(), options);
        trainer.StepFinished += (_, step) => losses.Add(step.Loss);
        return trainer;
    }

    /// <summary>A network that draws random numbers in every step.</summary>
    private static TorchSharp.Modules.Sequential Network(int seed)
    {
        manual_seed(seed);
        return nn.Sequential(("drop", nn.Dropout(0.2)), ("net", new TinyNet(classes: 2)));
    }

    private static float[] Numbers(nn.Module network) => [.. network.parameters().SelectMany(p => p.detach().data<float>().ToArray())];
}
