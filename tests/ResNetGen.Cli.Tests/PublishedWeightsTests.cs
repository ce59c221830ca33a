using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using ResNetGen.Cli.Tests.Resuming;
using ResNetGen.Weights;

namespace ResNetGen.Cli.Tests;

/// <summary>Weights that others published, as they published them, score what theirs score.</summary>
public class PublishedWeightsTests
{
    public static TheoryData<string, string, string, string, int> Published
    {
        get
        {
            var data = new TheoryData<string, string, string, string, int>();
            foreach (var (spec, weights, logits, normalization, correct) in ZooChecks.PublishedWeights)
            {
                data.Add(spec, weights, logits, normalization, correct);
            }

            return data;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Published))]
    public async Task Eval_of_published_weights_has_the_published_count_and_logits(string spec, string weights, string name, string normalization, int correct)
    {
        var (file, data) = (SharedFolder.Require("weights/" + weights), SharedFolder.Require("data/cifar10"));
        using var folder = new ScratchFolder();
        var logits = Path.Combine(folder.Path, "logits.f32");

        var result = await Resnetgen.RunAsync("eval", spec, "--weights", file, "--data", "cifar10:" + data, "--normalize", normalization, "--logits", logits, "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.InRange(result.Json.GetProperty("correct").GetInt32(), correct - 2, correct + 2);
        var (expected, actual) = (Numbers(SharedFolder.Require($"weights/{name}.logits.f32")), Numbers(logits));
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-3);
    }

    // What is compared is the engine: where the processor has no instructions for bfloat16, libtorch's operations would be.
    [SkippableTheory]
    [MemberData(nameof(Published))]
    public async Task In_bfloat16_published_weights_are_right_as_often(string spec, string weights, string name, string normalization, int correct)
    {
        var (file, data) = (SharedFolder.Require("weights/" + weights), SharedFolder.Require("data/cifar10"));
        var processor = File.ReadAllText("/proc/cpuinfo");
        Skip.IfNot(processor.Contains("avx512_bf16", StringComparison.Ordinal), "this processor has no avx512_bf16");

        using var folder = new ScratchFolder();
        var logits = Path.Combine(folder.Path, "logits.f32");

        var result = await Resnetgen.RunAsync(
            "eval", spec, "--weights", file, "--data", "cifar10:" + data, "--normalize", normalization, "--dtype", "bf16", "--logits", logits, "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.InRange(result.Json.GetProperty("correct").GetInt32(), correct - 10, correct + 10);
        var (expected, actual) = (Numbers(SharedFolder.Require($"weights/{name}.logits.f32")), Numbers(logits));
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(Math.Sqrt(expected.Zip(actual, (a, b) => (a - b) * (a - b)).Sum() / expected.Sum(a => a * a)), 1e-4, 1e-2);
    }

    [SkippableFact]
    public async Task Weights_of_another_network_are_refused_with_the_names()
    {
        var file = SharedFolder.Require("weights/ehan_resnet20_optionB.pth");

        var result = await Resnetgen.RunAsync("eval", "resnet20", "--weights", file, "--data", "shapes");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is not for this network, and nothing of it was loaded:", result.Error, StringComparison.Ordinal);
        Assert.Contains("  missing in the file: layer1.0.conv1.weight, 16 x 16 x 3 x 3", result.Error, StringComparison.Ordinal);
        Assert.Contains("  only in the file: stage_1.0.conv_1.weight, 16 x 16 x 3 x 3", result.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Convert_writes_the_same_numbers_in_other_formats()
    {
        var file = SharedFolder.Require("weights/akamaster_resnet20-12fca82f.th");
        using var folder = new ScratchFolder();
        var (first, second) = (folder.File("net.safetensors"), folder.File("net.pth"));

        var result = await Resnetgen.RunAsync("convert", "resnet20", "--weights", file, "-o", first, "--json");
        var again = await Resnetgen.RunAsync("convert", "resnet20", "--weights", first, "-o", second);

        Assert.Equal((0, 0), (result.ExitCode, again.ExitCode));
        Assert.Equal(97, result.Json.GetProperty("tensors").GetInt32());
        Assert.Equal(19, result.Json.GetProperty("missing").GetArrayLength());
        Assert.Equal(0, result.Json.GetProperty("unexpected").GetArrayLength());
        Assert.Equal($"{second}: 97 tensors, without 19 counters of norms that net.safetensors lacks{Environment.NewLine}", again.Out);
        using var before = WeightsFile.Open(file);
        using var after = WeightsFile.Open(second);
        Assert.All(before.Entries.Keys, name =>
        {
            using var expected = before.Read(name);
            using var actual = after.Read(name);
            Assert.Equal(expected.bytes.ToArray(), actual.bytes.ToArray());
        });
    }

    [SkippableFact]
    public async Task A_network_that_weights_may_not_be_for_is_named()
    {
        var file = SharedFolder.Require("weights/akamaster_resnet20-12fca82f.th");
        using var folder = new ScratchFolder();
        var converted = folder.File("net.safetensors");

        var unknown = await Resnetgen.RunAsync("convert", "resnet20", "--weights", file, "-o", converted);
        var same = await Resnetgen.RunAsync("convert", "resnet20", "--weights", converted, "-o", folder.File("net.pth"));
        var twin = await Resnetgen.RunAsync("convert", "plain20", "--weights", folder.File("net.pth"), "-o", folder.File("net.h5"), "--skip-head");

        Assert.Equal((0, 0, 0), (unknown.ExitCode, same.ExitCode, twin.ExitCode));
        Assert.Equal(
            $"warning: {file}: the file does not say which network it is for, and plain20 has the same keys and shapes and computes otherwise; taken as resnet20.{Environment.NewLine}", unknown.Error);
        Assert.Equal("", same.Error);
        Assert.Equal(
            $"warning: {folder.File("net.pth")}: these weights were written by a network that computes otherwise (shortcut: pad, here none; shortcut plain: as usual, here none).{Environment.NewLine}",
            twin.Error);
        Assert.Equal($"{folder.File("net.h5")}: 95 tensors, without the head, without 19 counters of norms that net.pth lacks{Environment.NewLine}", twin.Out);
    }

    [SkippableFact]
    public async Task Convert_writes_nothing_where_something_is_wrong()
    {
        var file = SharedFolder.Require("weights/akamaster_resnet20-12fca82f.th");
        using var folder = new ScratchFolder();

        var other = await Resnetgen.RunAsync("convert", "resnet56", "--weights", file, "-o", folder.File("net.safetensors"));
        var unknown = await Resnetgen.RunAsync("convert", "resnet20", "--weights", file, "-o", folder.File("net.txt"));

        Assert.Equal((1, 1), (other.ExitCode, unknown.ExitCode));
        Assert.Contains("missing in the file: layer1.3.conv1.weight, 16 x 16 x 3 x 3", other.Error, StringComparison.Ordinal);
        Assert.Contains("weights are written as .safetensors, .pth, .pt or .th (PyTorch), .h5 (Keras), .dat or .bin (TorchSharp).", unknown.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task A_format_without_texts_is_told()
    {
        using var folder = new ScratchFolder();
        var run = folder.File("run");
        await Resnetgen.RunAsync([.. SmallRun.Arguments(folder, "--epochs", "1"), "--out", run]);
        var (weights, target) = (Path.Combine(run, "last.safetensors"), folder.File("tiny.dat"));

        var told = await Resnetgen.RunAsync("convert", folder.File("tiny.resnet.json"), "--weights", weights, "-o", target);
        var silent = await Resnetgen.RunAsync("convert", folder.File("tiny.resnet.json"), "--weights", weights, "-o", folder.File("tiny.pth"));

        Assert.Equal((0, 0), (told.ExitCode, silent.ExitCode));
        Assert.Contains($"note: TorchSharp's format has no place for texts, so {target} does not say what {weights} notes", told.Error, StringComparison.Ordinal);
        Assert.Equal("", silent.Error);
    }

    private static float[] Numbers(string file) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(file)).ToArray();
}
