using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using ResNetGen.Cli.Runs;

namespace ResNetGen.Cli.Tests.Resuming;

/// <summary>A run's folder is enough to go on, whatever has become of the files that it was begun with.</summary>
public class MovedFilesTests
{
    [Fact]
    public async Task A_run_goes_on_with_its_own_spec_when_the_file_has_changed()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        var first = await Resnetgen.RunAsync([.. SmallRun.Arguments(folder, "--epochs", "1"), "--out", run, "--json"]);
        SmallRun.MakeStopped(run);
        var spec = folder.Write("tiny.resnet.json", SmallRun.Spec.Replace("8", "14", StringComparison.Ordinal));

        var again = await Resnetgen.RunAsync("train", "--resume", "--out", run, "--json");

        Assert.Equal(0, again.ExitCode);
        Assert.Contains($"note: {spec} has changed since the run was begun, which goes on with its own spec, {Path.Combine(run, "spec.resnet.json")}.", again.Error, StringComparison.Ordinal);
        Assert.Equal(first.Json.GetProperty("correct").GetInt32(), again.Json.GetProperty("correct").GetInt32());
    }

    [Fact]
    public async Task The_spec_and_the_first_weights_may_be_gone()
    {
        using var folder = new ScratchFolder();
        var (earlier, run) = (folder.File("earlier"), folder.File("run"));
        var arguments = SmallRun.Arguments(folder, "--epochs", "1");
        await Resnetgen.RunAsync([.. arguments, "--out", earlier]);
        await Resnetgen.RunAsync([.. arguments, "--weights", Path.Combine(earlier, "last.safetensors"), "--out", run]);
        SmallRun.MakeStopped(run);
        Directory.Delete(earlier, recursive: true);
        File.Delete(arguments[1]);

        var again = await Resnetgen.RunAsync("train", "--resume", "--out", run);

        Assert.Equal((0, ""), (again.ExitCode, again.ExitCode == 0 ? "" : again.Error));
    }

    [Fact]
    public async Task A_run_that_was_killed_before_it_kept_its_spec_keeps_it_when_it_goes_on()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        var kept = Path.Combine(run, "spec.resnet.json");
        await Resnetgen.RunAsync([.. SmallRun.Arguments(folder, "--epochs", "1"), "--out", run]);
        SmallRun.MakeStopped(run);
        File.Delete(kept);

        var again = await Resnetgen.RunAsync("train", "--resume", "--out", run);

        Assert.Equal(0, again.ExitCode);
        Assert.Equal(SmallRun.Spec, await File.ReadAllTextAsync(kept));
    }

    [Fact]
    public async Task Last_weights_that_are_gone_are_written_again()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        await Resnetgen.RunAsync([.. SmallRun.Arguments(folder, "--epochs", "1"), "--out", run]);
        SmallRun.MakeStopped(run);
        var weights = Path.Combine(run, "last.safetensors");
        var before = await File.ReadAllBytesAsync(weights);
        File.Delete(weights);
        Directory.CreateDirectory(Path.Combine(weights, "in the way"));

        var hindered = await Resnetgen.RunAsync("train", "--resume", "--out", run);
        Directory.Delete(weights, recursive: true);
        var again = await Resnetgen.RunAsync("train", "--resume", "--out", run);

        Assert.Equal((1, 0), (hindered.ExitCode, again.ExitCode));
        Assert.Matches(@"The run is done: \d+ of \d+ test images are right, the loss is \d\.\d+\. Its last weights could not be written to .*last\.safetensors\.", hindered.Error);
        Assert.Equal(before, await File.ReadAllBytesAsync(weights));
    }

    [Fact]
    public async Task Best_weights_that_are_damaged_are_none()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        await Resnetgen.RunAsync([.. SmallRun.Arguments(folder, "--epochs", "1", "--validation", "30"), "--out", run]);
        SmallRun.MakeStopped(run);
        await File.WriteAllTextAsync(Path.Combine(run, "best.safetensors"), "damaged");

        var again = await Resnetgen.RunAsync("train", "--resume", "--out", run, "--json");

        Assert.Equal(0, again.ExitCode);
        Assert.Equal(JsonValueKind.Null, again.Json.GetProperty("bestEpoch").ValueKind);
    }

    [Theory]
    [InlineData("plain/--x=1", "plain/--x=1")]
    [InlineData("a folder", "'a folder'")]
    [InlineData("", "''")]
    [InlineData("$HOME;`x`", "'$HOME;`x`'")]
    [InlineData("it's", @"'it'\''s'")]
    public void Words_of_commands_are_quoted_as_shells_read_them(string word, string quoted) => Assert.Equal(quoted, Shell.Quoted(word));

    [Fact]
    public async Task A_complete_run_that_was_moved_says_where_it_is_now()
    {
        using var folder = new ScratchFolder();
        var (run, moved) = (folder.File("run"), folder.File("moved"));
        await Resnetgen.RunAsync([.. SmallRun.Arguments(folder, "--epochs", "1"), "--out", run]);
        Directory.Move(run, moved);

        var again = await Resnetgen.RunAsync("train", "--resume", "--out", moved, "--json");

        Assert.Equal(moved, again.Json.GetProperty("out").GetString());
    }

    [Fact]
    public async Task A_run_that_was_begun_with_the_former_name_of_an_option_goes_on()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        await Resnetgen.RunAsync([.. SmallRun.Arguments(folder, "--epochs", "1", "--grad-checkpointing"), "--out", run]);
        SmallRun.MakeStopped(run);
        var report = Path.Combine(run, "run.json");
        var text = await File.ReadAllTextAsync(report);
        await File.WriteAllTextAsync(report, text.Replace("--grad-checkpointing", "--recompute", StringComparison.Ordinal));

        var again = await Resnetgen.RunAsync("train", "--resume", "--out", run, "--json");

        Assert.True(again.Json.GetProperty("completed").GetBoolean());
        Assert.Contains("\"--grad-checkpointing\"", await File.ReadAllTextAsync(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_count_of_threads_is_told()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        await Resnetgen.RunAsync([.. SmallRun.Arguments(folder, "--epochs", "1"), "--out", run]);
        SmallRun.MakeStopped(run);
        var report = Path.Combine(run, "run.json");
        var text = await File.ReadAllTextAsync(report);
        await File.WriteAllTextAsync(report, text.Replace("\"threads\": ", "\"threads\": 9", StringComparison.Ordinal));

        var again = await Resnetgen.RunAsync("train", "--resume", "--out", run);

        Assert.Matches(@"note: the run was begun with .*, 9\d+ threads and goes on with .*, \d+ threads, so it may not be the same to the bit as without a stop\.", again.Error);
    }
}
