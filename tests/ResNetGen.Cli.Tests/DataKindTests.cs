using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace ResNetGen.Cli.Tests;

/// <summary>Every kind of DATA as a user gives it: an epoch of training, and the score.</summary>
public sealed class DataKindTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public async Task Pictures_in_folders_are_learned_and_scored()
    {
        RequirePng();
        var data = $"folder:{SmallPictures.Write(folder)}";
        var spec = Spec("3, 32, 32", 2);

        var train = await Resnetgen.RunAsync("train", spec, "--data", data, "--epochs", "3", "--batch", "10", "--lr", "0.02", "--out", folder.File("run"), "--json");

        Assert.Equal(0, train.ExitCode);
        Assert.Contains("on pictures: 40 images to learn from, 10 held out", train.Error, StringComparison.Ordinal);
        Assert.InRange(train.Json.GetProperty("top1").GetDouble(), 0.5, 1);

        var eval = await Resnetgen.RunAsync("eval", spec, "--weights", folder.File("run/last.safetensors"), "--data", data, "--json");
        Assert.Equal(train.Json.GetProperty("top1").GetDouble(), eval.Json.GetProperty("top1").GetDouble());
        Assert.Equal(10, eval.Json.GetProperty("images").GetInt32());
    }

    [SkippableFact]
    public async Task Without_parts_it_is_said_that_a_share_is_held_out()
    {
        RequirePng();
        var pictures = SmallPictures.Write(folder, areDivided: false);

        var train = await Resnetgen.RunAsync("train", Spec("1, 32, 32", 2), "--data", $"folder:{pictures}", "--augment", "flip,cutout=8,mixup=0.2", "--epochs", "1", "--batch", "10", "--out", folder.File("run"), "--json");

        Assert.Equal(0, train.ExitCode);
        Assert.Contains($"{pictures} has no folders train and test: 20% of each class is held out, chosen by the files' names and seed 0, the same every time.", train.Error, StringComparison.Ordinal);
        Assert.Equal(10, train.Json.GetProperty("images").GetInt32());
    }

    [SkippableFact]
    public async Task Broken_pictures_are_named_and_left_out_of_the_count_up_to_a_limit()
    {
        RequirePng();
        var pictures = SmallPictures.Write(folder);
        var (learned, judged) = (Path.Combine(pictures, "train", "dark", "03.png"), Path.Combine(pictures, "test", "dark", "22.png"));
        await File.WriteAllTextAsync(learned, "no picture");
        await File.WriteAllBytesAsync(judged, (await File.ReadAllBytesAsync(judged))[..100]);
        var spec = Spec("3, 32, 32", 2);

        var train = await Resnetgen.RunAsync("train", spec, "--data", $"folder:{pictures}", "--epochs", "2", "--batch", "10", "--out", folder.File("run"), "--json");

        Assert.Equal(0, train.ExitCode);
        Assert.Equal(9, train.Json.GetProperty("images").GetInt32());
        var named = train.Error.Split('\n').Where(line => line.StartsWith("Broken image: ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, named.Length);
        Assert.Contains(named, line => line.StartsWith($"Broken image: {learned}: is no picture that is read", StringComparison.Ordinal));
        Assert.Contains(named, line => line.StartsWith($"Broken image: {judged}: is no whole PNG file", StringComparison.Ordinal));

        var eval = await Resnetgen.RunAsync("eval", spec, "--weights", folder.File("run/last.safetensors"), "--data", $"folder:{pictures}", "--broken", "0", "--json");
        Assert.Equal(1, eval.ExitCode);
        Assert.Contains("1 of 10 images cannot be read, and 0 may be so.", eval.Json.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cifar_100_is_learned()
    {
        var data = folder.File("cifar100");
        Directory.CreateDirectory(data);
        var records = new byte[20 * 3074];
        for (var i = 0; i < 20; i++)
        {
            records.AsSpan(i * 3074, 3074).Fill((byte)(10 * i));
            records[(i * 3074) + 1] = (byte)(5 * i);
        }

        await File.WriteAllBytesAsync(Path.Combine(data, "train.bin"), records);
        await File.WriteAllBytesAsync(Path.Combine(data, "test.bin"), records);

        var train = await Resnetgen.RunAsync("train", Spec("3, 32, 32", 100), "--data", $"cifar100:{data}", "--epochs", "1", "--batch", "10", "--out", folder.File("run"), "--json");

        Assert.Equal(0, train.ExitCode);
        Assert.Equal(20, train.Json.GetProperty("images").GetInt32());
    }

    [Fact]
    public async Task Mnist_is_learned_by_a_network_of_its_shape()
    {
        var data = folder.File("mnist");
        Directory.CreateDirectory(data);
        foreach (var part in new[] { "train", "t10k" })
        {
            await File.WriteAllBytesAsync(Path.Combine(data, $"{part}-images-idx3-ubyte"), Idx([20, 28, 28], i => (byte)(12 * (i / 784))));
            await File.WriteAllBytesAsync(Path.Combine(data, $"{part}-labels-idx1-ubyte"), Idx([20], i => (byte)(i / 2)));
        }

        var train = await Resnetgen.RunAsync("train", Spec("1, 28, 28", 10), "--data", $"mnist:{data}", "--epochs", "1", "--batch", "10", "--out", folder.File("run"), "--json");
        var other = await Resnetgen.RunAsync("train", Spec("3, 32, 32", 10), "--data", $"mnist:{data}", "--out", folder.File("run 2"), "--json");

        Assert.Equal(0, train.ExitCode);
        Assert.Equal(20, train.Json.GetProperty("images").GetInt32());
        Assert.Equal("mnist: its images are 1 x 28 x 28, the network takes 3 x 32 x 32; set the network's input to 1x28x28.", other.Json.GetProperty("error").GetString());
        Assert.Equal(1, other.ExitCode);
    }

    [Theory]
    [InlineData("--augment", "crop=x", "--augment: 'crop=x': 'x' is no whole number of 0 or more.")]
    [InlineData("--augment", "blur", "--augment: 'blur' is no variation of images; there are none, standard, crop=PIXELS")]
    [InlineData("--broken", "-1", "--broken is -1; it must be 0 or more.")]
    public async Task Options_that_say_nothing_are_wrong_usage(string option, string value, string message)
    {
        var train = await Resnetgen.RunAsync("train", option, value);

        Assert.Contains(message, train.Error, StringComparison.Ordinal);
        Assert.Equal(2, train.ExitCode);
    }

    [Fact]
    public async Task A_folder_without_classes_is_refused()
    {
        var train = await Resnetgen.RunAsync("train", Spec("3, 32, 32", 2), "--data", $"folder:{folder.Path}", "--out", folder.File("run"), "--json");

        Assert.Contains("has no folders of classes", train.Json.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, train.ExitCode);
        Assert.False(Directory.Exists(folder.File("run")));
    }

    private static void RequirePng() => Peer.Require(NativeLibrary.TryLoad("libpng16.so.16", out _), "libpng is not installed; on Debian: apt-get install libpng16-16.");

    private static byte[] Idx(int[] dimensions, Func<int, byte> value)
    {
        var bytes = new byte[4 + (4 * dimensions.Length) + dimensions.Aggregate(1, (product, dimension) => product * dimension)];
        (bytes[2], bytes[3]) = (8, (byte)dimensions.Length);
        for (var i = 0; i < dimensions.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + (4 * i)), dimensions[i]);
        }

        var start = 4 + (4 * dimensions.Length);
        for (var i = start; i < bytes.Length; i++)
        {
            bytes[i] = value(i - start);
        }

        return bytes;
    }

    private string Spec(string input, int classes) =>
        folder.Write($"net{classes}.{input[0]}.resnet.json", $$"""{ "class": "Tiny", "version": 1, "depth": 8, "input": [{{input}}], "classes": {{classes}} }""");
}
