using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ResNetGen.Training.Checkpoints;
using ResNetGen.Weights;

namespace ResNetGen.Cli.Tests;

/// <summary>Runs that end early, by whatever means, and go on.</summary>
public class ResumeTests
{
    private const string Spec = """{ "class": "Tiny", "version": 1, "depth": 8 }""";

    [Fact]
    public async Task Two_epochs_a_kill_and_two_more_are_four()
    {
        using var folder = new ScratchFolder();
        var (whole, part) = (folder.File("whole"), folder.File("part"));
        var arguments = Arguments(folder, "--epochs", "4", "--average", "0.9", "--clip", "1");
        var expected = await Resnetgen.RunAsync([.. arguments, "--out", whole, "--json"]);
        using (var killed = ResnetgenProcess.Start([.. arguments, "--out", part]))
        {
            await Epochs(part, 2, killed);
            await killed.KillAsync();
        }

        var rest = await Resnetgen.RunAsync("train", "--resume", "--out", part, "--json");

        Assert.Equal(0, rest.ExitCode);
        Assert.Contains("going on after epoch ", rest.Error, StringComparison.Ordinal);
        Assert.Equal(expected.Json.GetProperty("loss").GetDouble(), rest.Json.GetProperty("loss").GetDouble());
        AssertSame(whole, part);
    }

    /// <summary>With RESNETGEN_KILLS=50 it is killed so often.</summary>
    [Fact]
    public async Task A_run_that_is_killed_at_any_moment_loses_at_most_an_epoch()
    {
        const int Epochs = 150;
        var kills = int.Parse(Environment.GetEnvironmentVariable("RESNETGEN_KILLS") ?? "6", CultureInfo.InvariantCulture);
        var random = new Random(1);
        using var folder = new ScratchFolder();
        var (whole, part) = (folder.File("whole"), folder.File("part"));
        var arguments = Arguments(folder, "--epochs", $"{Epochs}", "--validation", "40");
        await Resnetgen.RunAsync([.. arguments, "--out", whole]);
        var done = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            string[] command = File.Exists(Path.Combine(part, "run.json")) ? ["train", "--resume", "--out", part] : [.. arguments, "--out", part];
            using var process = ResnetgenProcess.Start(command);

            // While it starts; or some milliseconds after the first new epoch.
            if (random.Next(4) == 0)
            {
                await Task.Delay(random.Next(1500));
            }
            else
            {
                await ResumeTests.Epochs(part, done + 1, process);
                await Task.Delay(random.Next(200));
            }

            await process.KillAsync();
            var before = done;
            done = Done(part);
            Assert.InRange(done, before, Epochs);
        }

        var rest = await Resnetgen.RunAsync("train", "--resume", "--out", part);

        Assert.Equal(0, rest.ExitCode);
        Assert.True(done > 0 && done < Epochs, $"{done} epochs were done before the last start.");
        AssertSame(whole, part);
        Assert.Equal(File.ReadAllBytes(Path.Combine(whole, "best.safetensors")), File.ReadAllBytes(Path.Combine(part, "best.safetensors")));
        Assert.Equal(Epochs + 1, File.ReadAllLines(Path.Combine(part, "log.csv")).Length);
        Assert.Equal(Directory.GetFiles(whole).Select(Path.GetFileName).Order(), Directory.GetFiles(part).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Ctrl_c_finishes_the_step_and_the_run_goes_on_in_the_middle_of_its_epoch()
    {
        using var folder = new ScratchFolder();
        var (whole, part) = (folder.File("whole"), folder.File("part"));
        var arguments = Arguments(folder, "--epochs", "60");
        await Resnetgen.RunAsync([.. arguments, "--out", whole]);
        CommandResult stopped;
        using (var process = ResnetgenProcess.Start([.. arguments, "--out", part, "--json"]))
        {
            await Epochs(part, 2, process);
            process.Interrupt();
            stopped = await process.ResultAsync();
        }

        using (var checkpoint = Checkpoint.Open(Path.Combine(part, "checkpoint.safetensors")))
        {
            Assert.StartsWith("resnetgen train ", checkpoint.Notes["command"], StringComparison.Ordinal);
            Assert.Equal(64, checkpoint.Notes["spec"].Length);
        }

        Assert.Equal(130, stopped.ExitCode);
        Assert.False(stopped.Json.GetProperty("completed").GetBoolean());
        Assert.Contains($"Stopped. To go on: resnetgen train --resume --out {part}", stopped.Error, StringComparison.Ordinal);
        var rest = await Resnetgen.RunAsync("train", "--resume", "--out", part);

        Assert.Equal(0, rest.ExitCode);
        AssertSame(whole, part);
    }

    [Fact]
    public async Task A_complete_run_says_again_what_it_came_to()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        var first = await Resnetgen.RunAsync([.. Arguments(folder, "--epochs", "1"), "--out", run, "--json"]);
        var weights = File.ReadAllBytes(Path.Combine(run, "last.safetensors"));

        var again = await Resnetgen.RunAsync("train", "--resume", "--out", run, "--json");

        Assert.Equal(first.Out, again.Out);
        Assert.Equal($"{run}: the run is complete.", again.Error.Trim());
        Assert.Equal(weights, File.ReadAllBytes(Path.Combine(run, "last.safetensors")));
    }

    [Fact]
    public async Task What_is_asked_for_has_to_be_what_the_run_was_begun_with()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        await Resnetgen.RunAsync([.. Arguments(folder, "--epochs", "1"), "--out", run]);

        var epochs = await Resnetgen.RunAsync("train", "--resume", "--out", run, "--epochs", "2");
        var rate = await Resnetgen.RunAsync("train", "--resume", "--out", run, "--lr", "0.2");
        var same = await Resnetgen.RunAsync("train", "--resume", "--out", run, "--epochs", "1");
        var nothing = await Resnetgen.RunAsync("train", "--resume", "--out", folder.File("nothing"));
        var nowhere = await Resnetgen.RunAsync("train", "--resume");

        Assert.Equal($"{run}: the run was begun with --epochs 1, not 2. Leave it out to go on, or begin a new run.", epochs.Error.Trim());
        Assert.Equal($"{run}: the run was begun with no --lr, not 0.2. Leave it out to go on, or begin a new run.", rate.Error.Trim());
        Assert.Equal((1, 1, 0), (epochs.ExitCode, rate.ExitCode, same.ExitCode));
        Assert.Contains("there is no run in this folder (no run.json)", nothing.Error, StringComparison.Ordinal);
        Assert.Contains("--resume goes with --out DIR", nowhere.Error, StringComparison.Ordinal);
        Assert.Equal((1, 2), (nothing.ExitCode, nowhere.ExitCode));
    }

    [Fact]
    public async Task Data_that_have_moved_are_named_again()
    {
        using var folder = new ScratchFolder();
        var (whole, part) = (folder.File("whole"), folder.File("part"));
        var arguments = Arguments(folder, "--epochs", "60");
        await Resnetgen.RunAsync([.. arguments, "--out", whole]);
        using (var process = ResnetgenProcess.Start([.. arguments, "--out", part]))
        {
            await Epochs(part, 3, process);
            await process.KillAsync();
        }

        Directory.Move(folder.File("cifar"), folder.File("moved"));
        var lost = await Resnetgen.RunAsync("train", "--resume", "--out", part);
        var found = await Resnetgen.RunAsync("train", "--resume", "--out", part, "--data", $"cifar10:{folder.File("moved")}");

        Assert.Equal((1, 0), (lost.ExitCode, found.ExitCode));
        AssertSame(whole, part);
    }

    [Fact]
    public async Task Weights_without_a_checkpoint_are_not_overwritten()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        using (var process = ResnetgenProcess.Start([.. Arguments(folder, "--epochs", "1000000"), "--out", run]))
        {
            await Epochs(run, 3, process);
            await process.KillAsync();
        }

        File.Delete(Path.Combine(run, "checkpoint.safetensors"));
        var weights = File.ReadAllBytes(Path.Combine(run, "last.safetensors"));

        var result = await Resnetgen.RunAsync("train", "--resume", "--out", run);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("there are weights of this run, and no checkpoint.safetensors to go on from.", result.Error, StringComparison.Ordinal);
        Assert.Equal(weights, File.ReadAllBytes(Path.Combine(run, "last.safetensors")));
    }

    [Fact]
    public async Task A_folder_of_a_process_that_was_killed_before_it_began_is_taken()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        Directory.CreateDirectory(run);
        File.WriteAllText(Path.Combine(run, ".lock"), "");
        File.WriteAllText(Path.Combine(run, ".0123.tmp"), "half");

        var result = await Resnetgen.RunAsync([.. Arguments(folder, "--epochs", "1"), "--out", run]);

        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain(Directory.GetFiles(run), file => Path.GetFileName(file).StartsWith('.'));
    }

    [Fact]
    public async Task A_spec_that_has_changed_is_refused()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        var arguments = Arguments(folder, "--epochs", "1000");
        using (var process = ResnetgenProcess.Start([.. arguments, "--out", run]))
        {
            await Epochs(run, 1, process);
            await process.KillAsync();
        }

        var spec = folder.Write("tiny.resnet.json", Spec.Replace("8", "14", StringComparison.Ordinal));

        var result = await Resnetgen.RunAsync("train", "--resume", "--out", run);

        Assert.Contains($"the spec {spec} has changed since the run was begun. Its own is kept as {Path.Combine(run, "spec.resnet.json")}", result.Error, StringComparison.Ordinal);
        Assert.Equal(Spec, File.ReadAllText(Path.Combine(run, "spec.resnet.json")));
    }

    [Fact]
    public async Task Two_processes_do_not_train_in_one_folder()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        using var process = ResnetgenProcess.Start([.. Arguments(folder, "--epochs", "1000000"), "--out", run]);
        await Epochs(run, 1, process);

        var second = await Resnetgen.RunAsync("train", "--resume", "--out", run);

        Assert.StartsWith($"--out {run}: another process is training in this folder.", second.Error, StringComparison.Ordinal);
        Assert.Equal(1, second.ExitCode);
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_written_is_said_and_the_run_goes_on()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        using var process = ResnetgenProcess.Start([.. Arguments(folder, "--epochs", "1000000"), "--out", run]);
        await Epochs(run, 1, process);
        var checkpoint = Path.Combine(run, "checkpoint.safetensors");

        // A folder cannot be replaced by a file, whoever asks for it.
        for (var tries = 0; ; tries++)
        {
            try
            {
                File.Delete(checkpoint);
                Directory.CreateDirectory(Path.Combine(checkpoint, "in the way"));
                break;
            }
            catch (IOException) when (tries < 100)
            {
                // The next one was written in between.
            }
        }

        var done = File.ReadAllLines(Path.Combine(run, "log.csv")).Length;
        await Epochs(run, done + 2, process);
        await process.KillAsync();
        var result = await process.ResultAsync();

        Assert.Contains($"warning: {checkpoint} was not written, and is as it was before:", result.Error, StringComparison.Ordinal);
        Assert.Contains("The run goes on, and tries again after its next epoch.", result.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_full_disk_leaves_the_last_checkpoint_and_the_run_goes_on_when_there_is_room_again()
    {
        using var folder = new ScratchFolder();
        using var disk = SmallDisk.Mount(folder.File("disk"), megabytes: 4);
        var run = Path.Combine(disk.Path, "run");
        var checkpoint = Path.Combine(run, "checkpoint.safetensors");
        using var process = ResnetgenProcess.Start([.. Arguments(folder, "--epochs", "1000000"), "--out", run]);
        await Epochs(run, 2, process);
        disk.Fill();

        // Epochs come and go; what is there stays whole.
        await Task.Delay(1500);
        int full;
        using (var kept = Checkpoint.Open(checkpoint))
        {
            full = kept.Epochs.Count;
        }

        Assert.False(process.HasEnded, "The run ended.");
        disk.Free();
        for (var waited = 0; waited < 100 && EpochsIn(checkpoint) <= full + 1; waited++)
        {
            await Task.Delay(100);
        }

        await process.KillAsync();
        var result = await process.ResultAsync();

        Assert.True(EpochsIn(checkpoint) > full + 1, "No checkpoint was written after there was room again.");
        Assert.Contains($"warning: {checkpoint} was not written, and is as it was before:", result.Error, StringComparison.Ordinal);
        Assert.Contains("space", result.Error, StringComparison.Ordinal);

        static int EpochsIn(string path)
        {
            using var opened = Checkpoint.Open(path);
            return opened.Epochs.Count;
        }
    }

    [Fact]
    public async Task A_loss_that_is_no_number_says_where_the_last_good_weights_are()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");

        var result = await Resnetgen.RunAsync([.. Arguments(folder, "--epochs", "3", "--lr", "1e30"), "--out", run]);

        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"epoch \d, step \d: the loss is (NaN|∞|Infinity) at a learning rate of", result.Error);
        Assert.Contains(File.Exists(Path.Combine(run, "last.safetensors")) ? "the last good ones" : "no weights were kept", result.Error, StringComparison.Ordinal);
        Assert.Contains("\"state\": \"failed\"", await File.ReadAllTextAsync(Path.Combine(run, "run.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_seeds_are_reported_as_mean_and_deviation_and_go_on_where_they_ended()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("runs");
        var arguments = Arguments(folder, "--epochs", "2", "--seed", "3", "--seeds", "3");

        var seeds = await Resnetgen.RunAsync([.. arguments, "--out", run, "--json"]);
        Directory.Delete(Path.Combine(run, "seed-4"), recursive: true);
        var again = await Resnetgen.RunAsync("train", "--resume", "--out", run, "--json");
        var alone = await Resnetgen.RunAsync([.. Arguments(folder, "--epochs", "2", "--seed", "5"), "--out", folder.File("alone")]);

        Assert.Equal((0, 0, 0), (seeds.ExitCode, again.ExitCode, alone.ExitCode));
        var runs = seeds.Json.GetProperty("runs").EnumerateArray().ToArray();
        Assert.Equal([3, 4, 5], runs.Select(r => r.GetProperty("seed").GetInt32()));
        var scores = runs.Select(r => r.GetProperty("outcome").GetProperty("top1").GetDouble()).ToArray();
        var mean = scores.Average();
        Assert.Equal(mean, seeds.Json.GetProperty("top1").GetDouble(), 1e-12);
        Assert.Equal(Math.Sqrt(scores.Sum(score => Math.Pow(score - mean, 2)) / 2), seeds.Json.GetProperty("top1Deviation").GetDouble(), 1e-12);
        Assert.Equal(seeds.Json.GetProperty("loss").GetDouble(), again.Json.GetProperty("loss").GetDouble());
        AssertSame(folder.File("alone"), Path.Combine(run, "seed-5"));
        var words = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(run, "seed-5", "run.json"))).GetProperty("arguments").EnumerateArray().Select(word => word.GetString()!).ToArray();
        Assert.Equal(["--seed", "5", "--out", Path.Combine(run, "seed-5")], words[^4..]);
        Assert.DoesNotContain("--seeds", words);
    }

    private static string[] Arguments(ScratchFolder folder, params string[] more) =>
        ["train", folder.Write("tiny.resnet.json", Spec), "--data", $"cifar10:{SmallCifar.Write(folder)}", "--batch", "20", .. more];

    /// <summary>Waits until a run has so many epochs in its log.</summary>
    private static async Task Epochs(string run, int epochs, ResnetgenProcess process)
    {
        var log = Path.Combine(run, "log.csv");
        while (!process.HasEnded && (!File.Exists(log) || File.ReadAllText(log).Count(c => c == '\n') <= epochs))
        {
            await Task.Delay(10);
        }

        Assert.False(process.HasEnded, "The run ended by itself.");
    }

    /// <summary>How many epochs are safe; what is there is whole.</summary>
    private static int Done(string run)
    {
        if (!File.Exists(Path.Combine(run, "run.json")))
        {
            // Killed so early that nothing was begun.
            return 0;
        }

        _ = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(run, "run.json")));
        foreach (var weights in Directory.GetFiles(run, "*.safetensors"))
        {
            using var reader = new SafetensorsReader(weights);
            Assert.NotEmpty(reader.Entries);
        }

        if (!File.Exists(Path.Combine(run, "checkpoint.safetensors")))
        {
            return 0;
        }

        using var checkpoint = Checkpoint.Open(Path.Combine(run, "checkpoint.safetensors"));
        Assert.InRange(File.ReadAllLines(Path.Combine(run, "log.csv")).Length - 1, 0, checkpoint.Epochs.Count + 1);
        return checkpoint.Epochs.Count;
    }

    private static void AssertSame(string first, string second) =>
        Assert.Equal(File.ReadAllBytes(Path.Combine(first, "last.safetensors")), File.ReadAllBytes(Path.Combine(second, "last.safetensors")));
}
