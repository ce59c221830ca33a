using System;
using System.IO;
using System.Threading.Tasks;
using ResNetGen.Training.Checkpoints;

namespace ResNetGen.Cli.Tests.Resuming;

/// <summary>Runs that cannot write, or do not learn.</summary>
public class TroubledRunTests
{
    [Fact]
    public async Task A_checkpoint_that_cannot_be_written_is_said_and_the_run_goes_on()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        using var process = ResnetgenProcess.Start([.. SmallRun.Arguments(folder, "--epochs", "1000000"), "--out", run]);
        await SmallRun.Epochs(run, 1, process);
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
        await SmallRun.Epochs(run, done + 2, process);
        await process.KillAsync();
        var result = await process.ResultAsync();

        Assert.Contains($"warning: {checkpoint} was not written, and is as it was before:", result.Error, StringComparison.Ordinal);
        Assert.Contains("It is tried again after the next epoch.", result.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_full_disk_leaves_the_last_checkpoint_and_the_run_goes_on_when_there_is_room_again()
    {
        using var folder = new ScratchFolder();
        using var disk = SmallDisk.Mount(folder.File("disk"), megabytes: 4);
        var run = Path.Combine(disk.Path, "run");
        var checkpoint = Path.Combine(run, "checkpoint.safetensors");
        using var process = ResnetgenProcess.Start([.. SmallRun.Arguments(folder, "--epochs", "1000000"), "--out", run]);
        await SmallRun.Epochs(run, 2, process);
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

        var result = await Resnetgen.RunAsync([.. SmallRun.Arguments(folder, "--epochs", "3", "--lr", "1e30"), "--out", run]);

        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"epoch \d, step \d: the loss is (NaN|∞|Infinity) at a learning rate of", result.Error);
        Assert.Contains(File.Exists(Path.Combine(run, "last.safetensors")) ? "the last good ones" : "no weights were kept", result.Error, StringComparison.Ordinal);
        Assert.Contains("\"state\": \"failed\"", await File.ReadAllTextAsync(Path.Combine(run, "run.json")), StringComparison.Ordinal);
    }
}
