using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ResNetGen.Data.Cifar;
using ResNetGen.Images;

namespace ResNetGen.Cli.Tests;

/// <summary>What published weights see in images of CIFAR-10's test part, out of files.</summary>
public class PredictTests
{
    private static string Weights => SharedFolder.Require("weights/akamaster_resnet20-12fca82f.th");

    private static string Data => "cifar10:" + SharedFolder.Require("data/cifar10");

    [SkippableFact]
    public async Task Picture_files_get_their_classes_and_a_page()
    {
        using var folder = new ScratchFolder();
        var (cat, frog) = (Image(folder, 0), Image(folder, 7));

        var result = await Resnetgen.RunAsync(
            "predict", "resnet20", cat, frog, "--weights", Weights, "--data", Data, "--normalize", "imagenet", "--top", "3", "--sheet", folder.File("sheet.html"), "--json");

        Assert.Equal(0, result.ExitCode);
        var pictures = result.Json.GetProperty("pictures").EnumerateArray().ToList();
        Assert.Equal([cat, frog], pictures.Select(picture => picture.GetProperty("file").GetString()));
        Assert.Equal(["cat", "frog"], pictures.Select(picture => picture.GetProperty("top")[0].GetProperty("name").GetString()));
        Assert.All(pictures, picture => Assert.Equal(3, picture.GetProperty("top").GetArrayLength()));
        var page = await File.ReadAllTextAsync(folder.File("sheet.html"));
        Assert.Equal(2, page.Split("data:image/png;base64,").Length - 1);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_broken_picture_is_named_and_the_others_are_told()
    {
        using var folder = new ScratchFolder();
        var (frog, broken, names) = (Image(folder, 7), folder.Write("broken.png", "no picture"), folder.Write("names.txt", string.Join('\n', Enumerable.Range(0, 10).Select(i => "class " + i)) + "\n\n"));

        var result = await Resnetgen.RunAsync("predict", "resnet20", broken, frog, "--weights", Weights, "--classes", names, "--normalize", "imagenet");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("broken.png", result.Error, StringComparison.Ordinal);
        Assert.Contains("class 6", result.Out, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_page_that_cannot_be_written_costs_no_answer()
    {
        using var folder = new ScratchFolder();
        var page = Path.Combine(folder.Write("file", ""), "sheet.html");

        var result = await Resnetgen.RunAsync("predict", "resnet20", Image(folder, 7), "--weights", Weights, "--normalize", "imagenet", "--sheet", page, "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{page} was not written: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(5, result.Json.GetProperty("pictures")[0].GetProperty("top").GetArrayLength());
    }

    [SkippableFact]
    public async Task What_is_not_known_is_asked_for()
    {
        using var folder = new ScratchFolder();
        var frog = Image(folder, 7);

        var silent = await Resnetgen.RunAsync("predict", "resnet20", frog, "--weights", Weights);
        var wrong = await Resnetgen.RunAsync("predict", "resnet20", frog, "--weights", Weights, "--normalize", "imagenet", "--classes", folder.Write("two.txt", "a\nb\n"));
        var page = await Resnetgen.RunAsync("predict", "resnet20", frog, "--weights", Weights, "--sheet", "sheet.png");

        Assert.Contains("does not note how pixels became numbers when it was trained; say it with --normalize NAME, or --mean and --std.", silent.Error, StringComparison.Ordinal);
        Assert.Contains("two.txt has 2 lines, and the network scores 10 classes", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("has to end in .html", page.Error, StringComparison.Ordinal);
        Assert.Equal((1, 1, 2), (silent.ExitCode, wrong.ExitCode, page.ExitCode));
    }

    [Fact]
    public async Task Weights_of_a_run_need_nothing_else()
    {
        using var folder = new ScratchFolder();
        var spec = folder.Write("small.resnet.json", """{ "version": 1, "depth": 8, "classes": 10 }""");
        var trained = await Resnetgen.RunAsync("train", spec, "--data", $"cifar10:{SmallCifar.Write(folder)}", "--epochs", "1", "--batch", "20", "--out", folder.File("run"));
        Assert.True(trained.ExitCode == 0, trained.Error);
        PictureFile.WritePng(folder.File("grey.png"), new Picture(40, 30));

        var result = await Resnetgen.RunAsync("predict", spec, folder.File("grey.png"), "--weights", folder.File("run/last.safetensors"), "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        var names = result.Json.GetProperty("pictures")[0].GetProperty("top").EnumerateArray().Select(top => top.GetProperty("name").GetString()).ToList();
        Assert.Equal(5, names.Count);
        Assert.Subset(Cifar10Dataset.Open(folder.File("cifar"), ResNetGen.Data.DatasetPart.Test).ClassNames.ToHashSet(), names.ToHashSet()!);
    }

    private static string Image(ScratchFolder folder, int index)
    {
        var test = Cifar10Dataset.Open(SharedFolder.Require("data/cifar10"), ResNetGen.Data.DatasetPart.Test);
        var planes = new byte[test.Shape.Length];
        test.Read(index, planes);
        var path = folder.File($"{index}.png");
        PictureFile.WritePng(path, Picture.FromPlanes(planes, test.Shape));
        return path;
    }
}
