using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ResNetGen.Data;
using ResNetGen.Logs;
using ResNetGen.Training;
using ResNetGen.Training.Checkpoints;
using TorchSharp;

namespace ResNetGen.Runtime.Tests.Logs;

public class RunRecorderTests
{
    [Fact]
    public void A_training_run_is_in_all_logs()
    {
        using var folder = new ScratchFolder();
        var warnings = new List<string>();
        using var network = new TinyNet();
        using var trainer = new Trainer(network, Data(), new TrainingOptions { Epochs = 2, BatchSize = 10 });
        using (var recorder = RunRecorder.Open(folder.Path, trainer, warnings.Add, command: "here"))
        {
            var result = trainer.Run();

            Assert.Equal(result.Epochs.Select(epoch => epoch.TrainLoss), recorder.Epochs.Select(epoch => epoch.Loss));
            Assert.Equal(recorder.Epochs, JsonLinesLog.Read(folder.File("log.jsonl")));
            Assert.Equal([4, 8], recorder.Epochs.Select(epoch => epoch.Steps));
        }

        Assert.Empty(warnings);
        Assert.Equal(3, File.ReadAllLines(folder.File("log.csv")).Length);
        var steps = EventFile.Read(Directory.GetFiles(folder.Path, "events.*").Single()).Select(e => e.Step);
        Assert.Equal([0, 0, 1, 2, 3, 4, 4, 5, 6, 7, 8, 8], steps);
    }

    [Fact]
    public void A_run_that_goes_on_from_a_checkpoint_has_the_logs_of_one_that_never_stopped()
    {
        using var folder = new ScratchFolder();
        var (whole, part) = (folder.File("whole"), folder.File("part"));
        Train(whole, resume: false, stopAfter: 9);
        Train(part, resume: false, stopAfter: 2);
        File.AppendAllText(Path.Combine(part, "log.csv"), "3,12,0.");
        File.AppendAllText(Path.Combine(part, "events.out.tfevents.resnetgen"), "half a record");
        Train(part, resume: true, stopAfter: 9);

        Assert.Equal(Losses(whole), Losses(part));
        Assert.Equal(4, Losses(part).Length);
        Assert.Equal(File.ReadLines(Path.Combine(whole, "log.csv")).Select(line => line.Split(',')[..4]), File.ReadLines(Path.Combine(part, "log.csv")).Select(line => line.Split(',')[..4]));
        Assert.Equal(StepsOf(whole), StepsOf(part));

        static double[] Losses(string run) => [.. JsonLinesLog.Read(Path.Combine(run, "log.jsonl")).Select(epoch => epoch.HeldOutLoss)];
        static IEnumerable<long> StepsOf(string run) => EventFile.Read(Path.Combine(run, "events.out.tfevents.resnetgen")).Select(e => e.Step);

        static void Train(string run, bool resume, int stopAfter)
        {
            torch.manual_seed(1);
            using var network = new TinyNet();
            using var trainer = new Trainer(network, Data(), new TrainingOptions { Epochs = 4, BatchSize = 10 });
            using var stop = new CancellationTokenSource();
            var checkpoint = Path.Combine(run, "checkpoint.safetensors");
            if (resume)
            {
                using var opened = Checkpoint.Open(checkpoint);
                trainer.Resume(opened);
            }

            using var recorder = RunRecorder.Open(run, trainer, message => Assert.Fail(message));
            trainer.EpochFinished += (_, epoch) =>
            {
                trainer.SaveCheckpoint(checkpoint);
                if (epoch.Epoch == stopAfter)
                {
                    stop.Cancel();
                }
            };
            trainer.Run(stop.Token);
            Assert.Equal(trainer.Result.Epochs.Select(epoch => epoch.Steps), recorder.Epochs.Select(epoch => epoch.Steps));
        }
    }

    [Fact]
    public void A_log_that_cannot_be_opened_is_told_of_and_the_others_are_written()
    {
        using var folder = new ScratchFolder();
        Directory.CreateDirectory(folder.File("log.csv"));
        var warnings = new List<string>();
        using var network = new TinyNet();
        using var trainer = new Trainer(network, Data(), new TrainingOptions { Epochs = 1, BatchSize = 10 });
        using (var recorder = RunRecorder.Open(folder.Path, trainer, warnings.Add))
        {
            trainer.Run();
        }

        Assert.Contains("log.csv", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Contains("training goes on without it", warnings[0], StringComparison.Ordinal);
        Assert.Single(JsonLinesLog.Read(folder.File("log.jsonl")));
    }

    [Fact]
    public void A_log_that_can_be_written_again_gets_what_it_lacks()
    {
        using var folder = new ScratchFolder();
        Directory.CreateDirectory(folder.File("log.csv"));
        Directory.CreateDirectory(folder.File("events.out.tfevents.resnetgen"));
        var warnings = new List<string>();
        using var network = new TinyNet();
        using var trainer = new Trainer(network, Data(), new TrainingOptions { Epochs = 3, BatchSize = 10 });
        trainer.StepFinished += (_, step) =>
        {
            if (step is { Epoch: 3, Step: 1 })
            {
                Directory.Delete(folder.File("log.csv"));
                Directory.Delete(folder.File("events.out.tfevents.resnetgen"));
            }
        };
        using (var recorder = RunRecorder.Open(folder.Path, trainer, warnings.Add))
        {
            trainer.Run();
        }

        Assert.Equal(2, warnings.Count);
        Assert.Equal(["epoch", "1", "2", "3"], File.ReadLines(folder.File("log.csv")).Select(line => line.Split(',')[0]));
        Assert.Equal([4, 8, 12], EventFile.Read(folder.File("events.out.tfevents.resnetgen")).Select(e => e.Step).Where(step => step > 0));
    }

    [Fact]
    public void A_log_that_fails_is_told_of_once_and_left_alone()
    {
        var warnings = new List<string>();
        var full = new FullDisk();
        using var network = new TinyNet();
        using var trainer = new Trainer(network, Data(), new TrainingOptions { Epochs = 3, BatchSize = 10 });
        using (var recorder = new RunRecorder(trainer, [full], warnings.Add))
        {
            Assert.True(trainer.Run().Completed);
            Assert.Equal(3, recorder.Epochs.Count);
        }

        Assert.Equal("warning: full.log cannot be written, and training goes on without it: No space left on device", Assert.Single(warnings));
        Assert.Equal((1, 1), (full.Asked, full.Closed));
    }

    private static DataSource Data()
    {
        var shape = new FeatureShape(3, 8, 8);
        return new DataSource(
            "memory",
            () => new MemoryDataset(40, shape, 10, (index, place) => (byte)((31 * index) + (place * place))),
            () => new MemoryDataset(20, shape, 10, (index, place) => (byte)((7 * index) + place)),
            Normalization.Unit,
            Augmentation.None);
    }

    private sealed class FullDisk : IRunLog
    {
        public string Path => "full.log";

        public int Epochs => 0;

        public int Asked { get; private set; }

        public int Closed { get; private set; }

        public void Add(StepRecord step)
        {
        }

        public void Add(EpochRecord epoch)
        {
            Asked++;
            throw new IOException("No space left on device");
        }

        public void Dispose()
        {
            Closed++;
            throw new IOException("No space left on device");
        }
    }
}
