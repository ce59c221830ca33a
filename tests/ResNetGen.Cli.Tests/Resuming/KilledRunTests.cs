using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ResNetGen.Cli.Runs;
using ResNetGen.Training.Checkpoints;

namespace ResNetGen.Cli.Tests.Resuming;

/// <summary>Runs that are killed or stopped, and go on.</summary>
public class KilledRunTests
{
    [Fact]
    public async Task Two_epochs_a_kill_and_two_more_are_four()
    {
        using var folder = new ScratchFolder();
        var (whole, part) = (folder.File("whole"), folder.File("part"));
        var arguments = SmallRun.Arguments(folder, "--epochs", "4", "--average", "0.9", "--clip", "1");
        var expected = await Resnetgen.RunAsync([.. arguments, "--out", whole, "--json"]);
        using (var killed = ResnetgenProcess.Start([.. arguments, "--out", part]))
        {
            await SmallRun.Epochs(part, 2, killed);
            await killed.KillAsync();
        }

        var rest = await Resnetgen.RunAsync("train", "--resume", "--out", part, "--json");

        Assert.Equal(0, rest.ExitCode);
        Assert.Contains("going on after epoch ", rest.Error, StringComparison.Ordinal);
        Assert.Equal(expected.Json.GetProperty("loss").GetDouble(), rest.Json.GetProperty("loss").GetDouble());
        SmallRun.AssertSame(whole, part);
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
        var arguments = SmallRun.Arguments(folder, "--epochs", $"{Epochs}", "--validation", "40");
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
                await SmallRun.Epochs(part, done + 1, process);
                await Task.Delay(random.Next(200));
            }

            await process.KillAsync();
            var before = done;
            done = SmallRun.Done(part);
            Assert.InRange(done, before, Epochs);
        }

        var rest = await Resnetgen.RunAsync("train", "--resume", "--out", part);

        Assert.Equal(0, rest.ExitCode);
        Assert.True(done > 0 && done < Epochs, $"{done} epochs were done before the last start.");
        SmallRun.AssertSame(whole, part);
        Assert.Equal(File.ReadAllBytes(Path.Combine(whole, "best.safetensors")), File.ReadAllBytes(Path.Combine(part, "best.safetensors")));
        Assert.Equal(Epochs + 1, File.ReadAllLines(Path.Combine(part, "log.csv")).Length);
        Assert.Equal(Directory.GetFiles(whole).Select(Path.GetFileName).Order(), Directory.GetFiles(part).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Ctrl_c_finishes_the_step_and_the_run_goes_on_in_the_middle_of_its_epoch()
    {
        using var folder = new ScratchFolder();
        var (whole, part) = (folder.File("whole"), folder.File("part"));
        var arguments = SmallRun.Arguments(folder, "--epochs", "60");
        await Resnetgen.RunAsync([.. arguments, "--out", whole]);
        CommandResult stopped;
        using (var process = ResnetgenProcess.Start([.. arguments, "--out", part, "--json"]))
        {
            await SmallRun.Epochs(part, 2, process);
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
        Assert.Contains($"Stopped. To go on: resnetgen train --resume --out {Shell.Quoted(part)}", stopped.Error, StringComparison.Ordinal);
        var rest = await Resnetgen.RunAsync("train", "--resume", "--out", part);

        Assert.Equal(0, rest.ExitCode);
        SmallRun.AssertSame(whole, part);
    }

    [Fact]
    public async Task Data_that_have_moved_are_named_again()
    {
        using var folder = new ScratchFolder();
        var (whole, part) = (folder.File("whole"), folder.File("part"));
        var arguments = SmallRun.Arguments(folder, "--epochs", "60");
        await Resnetgen.RunAsync([.. arguments, "--out", whole]);
        using (var process = ResnetgenProcess.Start([.. arguments, "--out", part]))
        {
            await SmallRun.Epochs(part, 3, process);
            await process.KillAsync();
        }

        Directory.Move(folder.File("cifar"), folder.File("moved"));
        var lost = await Resnetgen.RunAsync("train", "--resume", "--out", part);
        var found = await Resnetgen.RunAsync("train", "--resume", "--out", part, "--data", $"cifar10:{folder.File("moved")}");

        Assert.Equal((1, 0), (lost.ExitCode, found.ExitCode));
        SmallRun.AssertSame(whole, part);
    }

    [Fact]
    public async Task A_folder_of_a_process_that_was_killed_before_it_began_is_taken()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        Directory.CreateDirectory(run);
        File.WriteAllText(Path.Combine(run, ".lock"), "");
        File.WriteAllText(Path.Combine(run, ".0123.tmp"), "half");

        var result = await Resnetgen.RunAsync([.. SmallRun.Arguments(folder, "--epochs", "1"), "--out", run]);

        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain(Directory.GetFiles(run), file => Path.GetFileName(file).StartsWith('.'));
    }
}
