using System;
using System.IO;
using System.Threading.Tasks;

namespace ResNetGen.Cli.Tests.Resuming;

/// <summary>Runs that cannot go on, or need not.</summary>
public class ResumeRefusalTests
{
    [Fact]
    public async Task A_complete_run_says_again_what_it_came_to()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        var first = await Resnetgen.RunAsync([.. SmallRun.Arguments(folder, "--epochs", "1"), "--out", run, "--json"]);
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
        await Resnetgen.RunAsync([.. SmallRun.Arguments(folder, "--epochs", "1"), "--out", run]);

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
    public async Task A_kept_spec_that_has_changed_is_refused()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        await Resnetgen.RunAsync([.. SmallRun.Arguments(folder, "--epochs", "1"), "--out", run]);
        SmallRun.MakeStopped(run);
        var kept = Path.Combine(run, "spec.resnet.json");
        await File.WriteAllTextAsync(kept, SmallRun.Spec.Replace("8", "14", StringComparison.Ordinal));

        var result = await Resnetgen.RunAsync("train", "--resume", "--out", run);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{run}: {kept} is not the spec that the run was begun with. Put that back to go on (SHA-256 ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_without_a_checkpoint_are_not_overwritten()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        using (var process = ResnetgenProcess.Start([.. SmallRun.Arguments(folder, "--epochs", "1000000"), "--out", run]))
        {
            await SmallRun.Epochs(run, 3, process);
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
    public async Task Two_processes_do_not_train_in_one_folder()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        using var process = ResnetgenProcess.Start([.. SmallRun.Arguments(folder, "--epochs", "1000000"), "--out", run]);
        await SmallRun.Epochs(run, 1, process);

        var second = await Resnetgen.RunAsync("train", "--resume", "--out", run);

        Assert.StartsWith($"--out {run}: another process is training in this folder.", second.Error, StringComparison.Ordinal);
        Assert.Equal(1, second.ExitCode);
    }
}
