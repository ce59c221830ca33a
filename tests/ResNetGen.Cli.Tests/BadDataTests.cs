using System;
using System.IO;
using System.Threading.Tasks;

namespace ResNetGen.Cli.Tests;

/// <summary>Data, weights and networks that cannot be used, or not together: which file, what is wrong, exit code 1, and nothing left behind.</summary>
public sealed class BadDataTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_folder_that_is_not_there()
    {
        await Refused($"cifar10:{folder.File("nowhere")}", $"{folder.File("nowhere")}: there is no such folder");
    }

    [Fact]
    public async Task A_folder_without_its_files()
    {
        var data = SmallCifar.Write(folder);
        File.Delete(Path.Combine(data, "data_batch_3.bin"));

        await Refused($"cifar10:{data}", $"{data}: data_batch_3.bin is missing");
    }

    [Fact]
    public async Task A_truncated_file()
    {
        var data = SmallCifar.Write(folder);
        var file = Path.Combine(data, "data_batch_2.bin");
        await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file))[..^1]);

        await Refused($"cifar10:{data}", $"{file}: has 61,459 bytes, which is not a multiple of 3,073");
    }

    [Fact]
    public async Task An_empty_file()
    {
        var data = SmallCifar.Write(folder);
        var file = Path.Combine(data, "data_batch_2.bin");
        await File.WriteAllBytesAsync(file, []);

        await Refused($"cifar10:{data}", $"{file}: is empty; copy or unpack it again.");
    }

    [Fact]
    public async Task A_label_out_of_range()
    {
        var data = SmallCifar.Write(folder);
        var file = Path.Combine(data, "test_batch.bin");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[3 * 3073] = 10;
        await File.WriteAllBytesAsync(file, bytes);

        await Refused($"cifar10:{data}", $"{file}: image 3 has label 10");
    }

    [Theory]
    [InlineData("cifar10", "name the folder")]
    [InlineData("imagenet:x", "no data go by that name")]
    public async Task Data_that_are_not_known(string data, string message) => await Refused(data, message);

    [Fact]
    public async Task Images_of_another_shape()
    {
        var spec = folder.Write("grey.resnet.json", """{ "version": 1, "depth": 8, "input": [1, 28, 28] }""");

        await Refused($"cifar10:{SmallCifar.Write(folder)}", "its images are 3 x 32 x 32, the network takes 1 x 28 x 28", spec);
    }

    [Fact]
    public async Task Another_count_of_classes()
    {
        var spec = folder.Write("many.resnet.json", """{ "version": 1, "depth": 8, "classes": 200 }""");

        await Refused("shapes", $"shapes train has 10 classes, the network of {spec} scores 200; write \"classes\": 10 in the spec.", spec);
    }

    [Fact]
    public async Task More_validation_images_than_there_are()
    {
        await Refused($"cifar10:{SmallCifar.Write(folder)}", "--validation 100: cifar10 train has 100 images", "resnet20", "--validation", "100");
    }

    [Fact]
    public async Task Weights_that_are_not_there()
    {
        var result = await Resnetgen.RunAsync("eval", "resnet20", "--weights", folder.File("no.safetensors"), "--data", "shapes");

        Assert.Contains(folder.File("no.safetensors"), result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task Weights_that_are_no_weights()
    {
        var file = folder.Write("text.safetensors", "weights");

        var result = await Resnetgen.RunAsync("eval", "resnet20", "--weights", file, "--data", "shapes", "--json");

        Assert.StartsWith($"{file}: ", result.Json.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    private async Task Refused(string data, string message, string spec = "resnet20", params string[] more)
    {
        var run = folder.File("run");

        var result = await Resnetgen.RunAsync(["train", spec, "--data", data, "--out", run, "--json", .. more]);

        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(result.Error.TrimEnd(), result.Json.GetProperty("error").GetString());
        Assert.Equal(1, result.ExitCode);
        Assert.False(Directory.Exists(run));
    }
}
