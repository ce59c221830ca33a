using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using ResNetGen.Cli.Runs;

namespace ResNetGen.Cli.Tests.Resuming;

/// <summary>Several runs that differ in their seeds.</summary>
public class SeedTests
{
    [Fact]
    public async Task Several_seeds_are_reported_as_mean_and_deviation_and_go_on_where_they_ended()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("runs");
        var arguments = SmallRun.Arguments(folder, "--epochs", "2", "--seed", "3", "--seeds", "3");

        var seeds = await Resnetgen.RunAsync([.. arguments, "--out", run, "--json"]);
        Directory.Delete(Path.Combine(run, "seed-4"), recursive: true);
        var again = await Resnetgen.RunAsync("train", "--resume", "--out", run, "--json");
        var alone = await Resnetgen.RunAsync([.. SmallRun.Arguments(folder, "--epochs", "2", "--seed", "5"), "--out", folder.File("alone")]);

        Assert.Equal((0, 0, 0), (seeds.ExitCode, again.ExitCode, alone.ExitCode));
        var runs = seeds.Json.GetProperty("runs").EnumerateArray().ToArray();
        Assert.Equal([3, 4, 5], runs.Select(r => r.GetProperty("seed").GetInt32()));
        var scores = runs.Select(r => r.GetProperty("outcome").GetProperty("top1").GetDouble()).ToArray();
        var mean = scores.Average();
        Assert.Equal(mean, seeds.Json.GetProperty("top1").GetDouble(), 1e-12);
        Assert.Equal(Math.Sqrt(scores.Sum(score => Math.Pow(score - mean, 2)) / 2), seeds.Json.GetProperty("top1Deviation").GetDouble(), 1e-12);
        Assert.Equal(seeds.Json.GetProperty("loss").GetDouble(), again.Json.GetProperty("loss").GetDouble());
        SmallRun.AssertSame(folder.File("alone"), Path.Combine(run, "seed-5"));
        var words = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(run, "seed-5", "run.json"))).GetProperty("arguments").EnumerateArray().Select(word => word.GetString()!).ToArray();
        Assert.Equal(["--seed", "5", "--out", Path.Combine(run, "seed-5")], words[^4..]);
        Assert.DoesNotContain("--seeds", words);
    }

    [Fact]
    public async Task A_seed_that_diverges_is_told_and_the_others_are_trained_all_the_same()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("runs");

        var result = await Resnetgen.RunAsync([.. SmallRun.Arguments(folder, "--epochs", "2", "--seeds", "2", "--lr", "1e30"), "--out", run, "--json"]);
        var table = await Resnetgen.RunAsync("train", "--resume", "--out", run);

        Assert.Equal((1, 1), (result.ExitCode, table.ExitCode));
        Assert.Equal(2, result.Json.GetProperty("diverged").GetInt32());
        Assert.Equal(JsonValueKind.Null, result.Json.GetProperty("top1").ValueKind);
        Assert.Equal([0, 1], result.Json.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("seed").GetInt32()));
        Assert.All(result.Json.GetProperty("runs").EnumerateArray(), r => Assert.Contains("train again with a lower one", r.GetProperty("failure").GetString(), StringComparison.Ordinal));
        Assert.Equal(2, table.Out.Split("diverged").Length - 1);
        Assert.Contains("\"state\": \"failed\"", await File.ReadAllTextAsync(Path.Combine(run, "run.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_seed_came_to_is_not_tried_again_and_is_in_no_mean_where_it_diverged()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("runs");
        var first = await Resnetgen.RunAsync([.. SmallRun.Arguments(folder, "--epochs", "1", "--seeds", "3"), "--out", run, "--json"]);
        var report = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(run, "run.json")))!;
        report["state"] = "stopped";
        report["seeds"]!["runs"]![0] = new JsonObject { ["seed"] = 0, ["outcome"] = null, ["failure"] = "The loss was no number." };
        await File.WriteAllTextAsync(Path.Combine(run, "run.json"), report.ToJsonString());

        var table = await Resnetgen.RunAsync("train", "--resume", "--out", run);
        var again = await Resnetgen.RunAsync("train", "--resume", "--out", run, "--json");

        var scores = first.Json.GetProperty("runs").EnumerateArray().Skip(1).Select(r => r.GetProperty("outcome").GetProperty("top1").GetDouble()).ToArray();
        Assert.Equal((1, 1), (table.ExitCode, again.ExitCode));
        Assert.Equal(scores.Average(), again.Json.GetProperty("top1").GetDouble(), 1e-12);
        Assert.Equal(1, again.Json.GetProperty("diverged").GetInt32());
        Assert.Contains("The loss was no number.", again.Error, StringComparison.Ordinal);
        Assert.Contains("mean of 2", table.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_series_that_is_stopped_goes_on_in_the_middle_of_a_seed()
    {
        using var folder = new ScratchFolder();
        var (whole, part) = (folder.File("whole"), folder.File("part"));
        var arguments = SmallRun.Arguments(folder, "--epochs", "30", "--seeds", "2");
        await Resnetgen.RunAsync([.. arguments, "--out", whole]);
        CommandResult stopped;
        using (var process = ResnetgenProcess.Start([.. arguments, "--out", part]))
        {
            await SmallRun.Epochs(Path.Combine(part, "seed-0"), 2, process);
            process.Interrupt();
            stopped = await process.ResultAsync();
        }

        var rest = await Resnetgen.RunAsync("train", "--resume", "--out", part);

        Assert.Equal((130, 0), (stopped.ExitCode, rest.ExitCode));
        Assert.EndsWith($"Stopped. To go on: {Shell.Line("resnetgen", "train", "--resume", "--out", part)}", stopped.Error.TrimEnd(), StringComparison.Ordinal);
        SmallRun.AssertSame(Path.Combine(whole, "seed-0"), Path.Combine(part, "seed-0"));
        SmallRun.AssertSame(Path.Combine(whole, "seed-1"), Path.Combine(part, "seed-1"));
    }

    [Fact]
    public async Task The_spec_of_a_series_that_has_changed_is_refused_and_nothing_is_lost()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("runs");
        await Resnetgen.RunAsync([.. SmallRun.Arguments(folder, "--epochs", "1", "--seeds", "2"), "--out", run]);
        var report = await File.ReadAllTextAsync(Path.Combine(run, "run.json"));
        await File.WriteAllTextAsync(Path.Combine(run, "spec.resnet.json"), SmallRun.Spec.Replace("8", "14", StringComparison.Ordinal));

        var result = await Resnetgen.RunAsync("train", "--resume", "--out", run);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is not the spec that the run was begun with.", result.Error, StringComparison.Ordinal);
        Assert.Equal(report, await File.ReadAllTextAsync(Path.Combine(run, "run.json")));
    }

    [Fact]
    public async Task The_last_seed_is_a_number()
    {
        var result = await Resnetgen.RunAsync("train", "--seed", "2147483640", "--seeds", "10");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--seed 2147483640 --seeds 10: the last seed would be above 2147483647.", result.Error, StringComparison.Ordinal);
    }
}
