using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ResNetGen.Training.Checkpoints;
using ResNetGen.Weights;

namespace ResNetGen.Cli.Tests.Resuming;

/// <summary>A run of the smallest network on a few images, and what is looked at in its folder.</summary>
internal static class SmallRun
{
    public const string Spec = """{ "class": "Tiny", "version": 1, "depth": 8 }""";

    public static string[] Arguments(ScratchFolder folder, params string[] more) =>
        ["train", folder.Write("tiny.resnet.json", Spec), "--data", $"cifar10:{SmallCifar.Write(folder)}", "--batch", "20", .. more];

    /// <summary>Waits until a run has so many epochs in its log.</summary>
    public static async Task Epochs(string run, int epochs, ResnetgenProcess process)
    {
        var log = Path.Combine(run, "log.csv");
        while (!process.HasEnded && (!File.Exists(log) || File.ReadAllText(log).Count(c => c == '\n') <= epochs))
        {
            await Task.Delay(10);
        }

        Assert.False(process.HasEnded, "The run ended by itself.");
    }

    /// <summary>How many epochs are safe; what is there is whole.</summary>
    public static int Done(string run)
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

    /// <summary>Makes a complete run one that was stopped behind its last epoch.</summary>
    public static void MakeStopped(string run)
    {
        var report = Path.Combine(run, "run.json");
        var text = File.ReadAllText(report);
        Assert.Contains("\"state\": \"completed\"", text, StringComparison.Ordinal);
        File.WriteAllText(report, text.Replace("\"state\": \"completed\"", "\"state\": \"stopped\"", StringComparison.Ordinal));
    }

    public static void AssertSame(string first, string second) =>
        Assert.Equal(File.ReadAllBytes(Path.Combine(first, "last.safetensors")), File.ReadAllBytes(Path.Combine(second, "last.safetensors")));
}
