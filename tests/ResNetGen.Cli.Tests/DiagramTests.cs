using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;

namespace ResNetGen.Cli.Tests;

public class DiagramTests
{
    [Fact]
    public async Task A_picture_goes_to_stdout_and_the_same_to_a_file()
    {
        using var folder = new ScratchFolder();

        var printed = await Resnetgen.RunAsync("emit", "svg", "resnet20");
        var written = await Resnetgen.RunAsync("emit", "svg", "resnet20", "-o", folder.File("net.svg"));

        Assert.Equal(printed.Out, await File.ReadAllTextAsync(folder.File("net.svg")));
        Assert.StartsWith("ResNet20: 20 layers", XDocument.Parse(printed.Out).Root!.Elements().First().Value, StringComparison.Ordinal);
        Assert.Equal((0, 0, ""), (printed.ExitCode, written.ExitCode, printed.Error));
    }

    [Theory]
    [InlineData("svg", "downsample.0: inputs → outputs")]
    [InlineData("mermaid", "downsample.0: inputs → outputs")]
    public async Task The_layers_are_there_where_they_are_asked_for(string format, string layer)
    {
        var units = await Resnetgen.RunAsync("emit", format, "resnet50");
        var layers = await Resnetgen.RunAsync("emit", format, "resnet50", "--level", "layer");

        Assert.DoesNotContain(layer, units.Out, StringComparison.Ordinal);
        Assert.Contains(layer, layers.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("atom")]
    [InlineData("7")]
    public async Task Another_level_is_wrong_usage(string level)
    {
        var result = await Resnetgen.RunAsync("emit", "mermaid", "resnet20", "--level", level);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(level, result.Error, StringComparison.Ordinal);
    }
}
