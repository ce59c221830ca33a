using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ResNetGen.Logs;
using ResNetGen.Weights;

namespace ResNetGen.Cli.Tests;

public class TrainTests
{
    // The smallest network there is: training it on a few images takes a second.
    private const string Spec = """{ "class": "Tiny", "version": 1, "depth": 8 }""";

    [Fact]
    public async Task A_run_writes_its_folder_and_eval_of_its_weights_scores_the_same()
    {
        using var folder = new ScratchFolder();
        var spec = folder.Write("tiny.resnet.json", Spec);
        var data = $"cifar10:{SmallCifar.Write(folder)}";
        var run = folder.File("run 1");

        var train = await Resnetgen.RunAsync("train", spec, "--data", data, "--epochs", "2", "--batch", "10", "--lr", "0.05", "--seed", "3", "--out", run, "--json");

        Assert.Equal("", WithoutProgress(train.Error));
        Assert.Equal(0, train.ExitCode);
        Assert.Equal(2, train.Json.GetProperty("epochs").GetInt32());
        Assert.Equal(run, train.Json.GetProperty("out").GetString());
        Assert.True(train.Json.GetProperty("seconds").GetDouble() > 0);
        Assert.True(train.Json.GetProperty("imagesPerSecond").GetDouble() > 0);
        Assert.Equal(
            ["checkpoint.safetensors", "events.out.tfevents.resnetgen", "last.safetensors", "log.csv", "log.jsonl", "report.html", "run.json", "spec.resnet.json"],
            Directory.GetFiles(run).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        var eval = await Resnetgen.RunAsync("eval", spec, "--weights", Path.Combine(run, "last.safetensors"), "--data", data, "--json");

        Assert.Equal(0, eval.ExitCode);
        Assert.Equal(SmallCifar.ImagesPerFile, eval.Json.GetProperty("images").GetInt32());
        Assert.Equal(train.Json.GetProperty("top1").GetDouble(), eval.Json.GetProperty("top1").GetDouble());
        Assert.Equal(train.Json.GetProperty("loss").GetDouble(), eval.Json.GetProperty("loss").GetDouble(), 1e-6);
    }

    [Fact]
    public async Task The_logs_have_a_line_an_epoch_and_the_report_says_how_it_came()
    {
        using var folder = new ScratchFolder();
        var spec = folder.Write("tiny.resnet.json", Spec);
        var run = folder.File("run");

        var train = await Resnetgen.RunAsync("train", spec, "--data", $"cifar10:{SmallCifar.Write(folder)}", "--epochs", "3", "--batch", "20", "--out", run);

        Assert.Equal(0, train.ExitCode);
        Assert.Contains("Tiny on cifar10:", train.Out, StringComparison.Ordinal);
        var csv = await File.ReadAllLinesAsync(Path.Combine(run, "log.csv"));
        Assert.Equal(4, csv.Length);
        Assert.Equal("epoch,steps,loss,top1,learningRate,imagesPerSecond,seconds,secondsWaited,heldOut,heldOutLoss,heldOutTop1", csv[0]);
        Assert.Equal(["1,5", "2,10", "3,15"], csv[1..].Select(line => string.Join(',', line.Split(',')[..2])));
        var records = (await File.ReadAllLinesAsync(Path.Combine(run, "log.jsonl"))).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToArray();
        Assert.Equal(csv[1..].Select(line => line.Split(',')[2]), records.Select(record => record.GetProperty("loss").GetDouble().ToString(CultureInfo.InvariantCulture)));

        var report = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(run, "run.json")));
        Assert.Equal("completed", report.GetProperty("state").GetString());
        Assert.StartsWith("resnetgen train ", report.GetProperty("command").GetString(), StringComparison.Ordinal);
        Assert.Equal(64, report.GetProperty("spec").GetProperty("sha256").GetString()!.Length);
        Assert.Equal(3, report.GetProperty("results").GetProperty("epochs").GetInt32());

        var page = await File.ReadAllTextAsync(Path.Combine(run, "report.html"));
        Assert.Contains("<h1>Tiny <span>on cifar10:", page, StringComparison.Ordinal);
        Assert.Contains(report.GetProperty("spec").GetProperty("sha256").GetString()!, page, StringComparison.Ordinal);
        Assert.Contains("What was taken for what", page, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(run, "report.html"), train.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_weights()
    {
        using var folder = new ScratchFolder();
        var spec = folder.Write("tiny.resnet.json", Spec);
        var data = $"cifar10:{SmallCifar.Write(folder)}";

        var first = await Weights("first", "7");
        var second = await Weights("second", "7");
        var other = await Weights("other", "8");

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);

        async Task<byte[]> Weights(string name, string seed)
        {
            await Resnetgen.RunAsync("train", spec, "--data", data, "--epochs", "1", "--batch", "20", "--seed", seed, "--out", folder.File(name));
            return await File.ReadAllBytesAsync(Path.Combine(folder.File(name), "last.safetensors"));
        }
    }

    [Fact]
    public async Task Validation_images_choose_the_best_weights_and_the_test_part_does_not()
    {
        using var folder = new ScratchFolder();
        var spec = folder.Write("tiny.resnet.json", Spec);
        var run = folder.File("run");

        var train = await Resnetgen.RunAsync(
            "train", spec, "--data", $"cifar10:{SmallCifar.Write(folder)}", "--epochs", "2", "--batch", "10", "--validation", "30", "--out", run, "--json");

        Assert.True(File.Exists(Path.Combine(run, "best.safetensors")));
        Assert.InRange(train.Json.GetProperty("bestEpoch").GetInt32(), 1, 2);
        Assert.Equal(SmallCifar.ImagesPerFile, train.Json.GetProperty("images").GetInt32());
        Assert.Contains("70 images to learn from", train.Error, StringComparison.Ordinal);
        Assert.Contains("validation top-1", train.Error, StringComparison.Ordinal);
        Assert.Contains(",validation,", await File.ReadAllTextAsync(Path.Combine(run, "log.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_best_weights_are_those_of_the_first_epoch_that_was_best_and_say_so()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");

        var train = await Resnetgen.RunAsync(
            "train", folder.Write("tiny.resnet.json", Spec), "--data", $"cifar10:{SmallCifar.Write(folder)}", "--epochs", "8", "--batch", "10", "--validation", "30", "--out", run, "--json");

        var scores = JsonLinesLog.Read(Path.Combine(run, "log.jsonl")).Select(epoch => epoch.HeldOutTop1).ToArray();
        Assert.True(scores.Distinct().Count() > 1, "All epochs are alike.");
        var best = Array.IndexOf(scores, scores.Max()) + 1;
        Assert.Equal(best, train.Json.GetProperty("bestEpoch").GetInt32());
        using var file = new SafetensorsReader(Path.Combine(run, "best.safetensors"));
        Assert.Equal($"{best}", file.Metadata["resnetgen.epoch"]);
    }

    [Fact]
    public async Task Stopping_keeps_the_weights_and_ends_with_130()
    {
        using var folder = new ScratchFolder();
        using var stop = new CancellationTokenSource();
        var spec = folder.Write("tiny.resnet.json", Spec);
        var run = folder.File("run");
        var data = SmallCifar.Write(folder);

        // Far more epochs than there is time for.
        var training = Resnetgen.RunAsync(stop.Token, "train", spec, "--data", $"cifar10:{data}", "--epochs", "1000000", "--batch", "20", "--out", run, "--json");
        while (!training.IsCompleted && (!File.Exists(Path.Combine(run, "log.csv")) || new FileInfo(Path.Combine(run, "log.jsonl")).Length == 0))
        {
            await Task.Delay(50);
        }

        await stop.CancelAsync();
        var train = await training;

        Assert.Equal(130, train.ExitCode);
        Assert.False(train.Json.GetProperty("completed").GetBoolean());
        Assert.True(File.Exists(Path.Combine(run, "last.safetensors")));
        Assert.Contains("Stopped before its end.", await File.ReadAllTextAsync(Path.Combine(run, "report.html")), StringComparison.Ordinal);
        Assert.Contains("\"state\": \"stopped\"", await File.ReadAllTextAsync(Path.Combine(run, "run.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_holds_something_is_not_overwritten()
    {
        using var folder = new ScratchFolder();
        folder.Write("run.json", "{}");

        var result = await Resnetgen.RunAsync("train", "--out", folder.Path);

        Assert.StartsWith($"--out {folder.Path}: the folder holds a run. Go on with it by --resume", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_refused()
    {
        using var folder = new ScratchFolder();
        var file = folder.Write("file", "");

        var result = await Resnetgen.RunAsync("train", "--out", Path.Combine(file, "run"));

        Assert.StartsWith($"--out {file}", result.Error, StringComparison.Ordinal);
        Assert.Contains("the folder cannot be written", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    // What is said while a run goes well: where it goes, and how.
    private static string WithoutProgress(string error) => string.Join(
        Environment.NewLine,
        error.Split(Environment.NewLine).Where(line => line.Length > 0 && !line.StartsWith("epoch ", StringComparison.Ordinal) && !line.StartsWith("Tiny, ", StringComparison.Ordinal)));
}
