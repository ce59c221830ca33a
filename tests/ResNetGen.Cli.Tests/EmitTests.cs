using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Threading.Tasks;

namespace ResNetGen.Cli.Tests;

public class EmitTests
{
    [Fact]
    public async Task The_source_goes_to_stdout_and_the_same_to_a_file()
    {
        using var folder = new ScratchFolder();
        var file = Path.Combine(folder.Path, "new", "Net.cs");

        var printed = await Resnetgen.RunAsync("emit", "csharp", "resnet20");
        var written = await Resnetgen.RunAsync("emit", "csharp", "resnet20", "--output", file);

        Assert.Contains("public partial class ResNet20", printed.Out, StringComparison.Ordinal);
        Assert.Equal(printed.Out, await File.ReadAllTextAsync(file));
        Assert.Empty(written.Out);
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
        Assert.Equal((0, 0), (printed.ExitCode, written.ExitCode));
    }

    [Theory]
    [InlineData(".ResNet.g.cs")]
    [InlineData(".Graph.g.cs", "--graph")]
    public async Task A_file_has_the_bytes_that_the_compiler_writes_down_for_a_project(string ending, params string[] options)
    {
        using var folder = new ScratchFolder();
        var file = Path.Combine(folder.Path, "Net.cs");
        var generated = typeof(EmitTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "GeneratedFiles").Value!;
        var ofCompiler = Assert.Single(Directory.GetFiles(generated, "*PreResNet29*" + ending, SearchOption.AllDirectories));

        var result = await Resnetgen.RunAsync(["emit", "csharp", "preresnet29", "--namespace", "ResNetGen.Cli.Tests", "--output", file, .. options]);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(await File.ReadAllBytesAsync(ofCompiler), await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task A_class_for_inference_alone_has_nothing_of_TorchSharp()
    {
        using var folder = new ScratchFolder();
        var spec = Path.Combine(folder.Path, "net.resnet.json");
        await File.WriteAllTextAsync(spec, """{ "family": "resnet20", "target": "inference" }""");

        var printed = await Resnetgen.RunAsync("emit", "csharp", spec, "--namespace", "App");

        Assert.Equal(0, printed.ExitCode);
        Assert.Contains("public partial class Net : InferenceModel", printed.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Torch", printed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Python_goes_to_stdout_and_the_same_to_a_file()
    {
        using var folder = new ScratchFolder();
        var file = Path.Combine(folder.Path, "new", "net.py");

        var printed = await Resnetgen.RunAsync("emit", "python", "resnet20");
        var written = await Resnetgen.RunAsync("emit", "python", "resnet20", "-o", file);

        Assert.Contains("class ResNet20(nn.Module):", printed.Out, StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetBytes(printed.Out), await File.ReadAllBytesAsync(file));
        Assert.Empty(written.Out);
        Assert.Equal((0, 0), (printed.ExitCode, written.ExitCode));
    }

    [Theory]
    [InlineData("resnet50", "public partial class ResNet50 ")]
    [InlineData("seresnet50", "public partial class SEResNet50 ")]
    public async Task A_published_network_needs_no_path(string name, string declaration)
    {
        var byName = await Resnetgen.RunAsync("emit", "csharp", name);
        var byFile = await Resnetgen.RunAsync("emit", "csharp", Repository.PathOf($"specs/{name}.resnet.json"));

        Assert.Contains(declaration, byName.Out, StringComparison.Ordinal);
        Assert.Equal(byFile.Out, byName.Out);
        Assert.Equal(0, byName.ExitCode);
    }

    // This one is a family alone: its files say which depth.
    [Fact]
    public async Task A_family_needs_no_file()
    {
        var result = await Resnetgen.RunAsync("emit", "csharp", "custom_resnetv2");

        Assert.Contains("custom_resnetv2.resnet.json(1,1): error RNG104: A network needs 'depth', its number of layers", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task A_misspelt_family_is_guessed()
    {
        var result = await Resnetgen.RunAsync("emit", "csharp", "resnext50_32x4", "--output", "never.cs");

        Assert.StartsWith("No spec is called 'resnext50_32x4'; did you mean 'resnext50_32x4d'?", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
        Assert.False(File.Exists("never.cs"));
        Assert.Equal(1, result.ExitCode);
    }

    [Theory]
    [InlineData("csharp")]
    [InlineData("python")]
    public async Task A_spec_with_errors_is_refused_and_no_file_is_written(string language)
    {
        using var folder = new ScratchFolder();
        var spec = folder.Write("own.resnet.json", """{ "version": 2, "depth": 165 }""");
        var file = Path.Combine(folder.Path, "Net.cs");

        var result = await Resnetgen.RunAsync("emit", language, spec, "--output", file);

        Assert.Contains("error RNG202", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_said_so()
    {
        using var folder = new ScratchFolder();

        var result = await Resnetgen.RunAsync("emit", "csharp", "resnet20", "--output", folder.Path);

        Assert.Contains($"{folder.Path} cannot be written", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}
