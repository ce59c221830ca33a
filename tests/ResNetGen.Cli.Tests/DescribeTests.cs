using System;
using System.Linq;
using System.Threading.Tasks;

namespace ResNetGen.Cli.Tests;

public class DescribeTests
{
    [Fact]
    public async Task The_table_has_a_row_a_part_and_the_totals()
    {
        var result = await Resnetgen.RunAsync("describe", "resnet20");

        Assert.StartsWith("ResNet20: 20 layers, version 1; 3 x 32 x 32 images in, 10 scores out", result.Out, StringComparison.Ordinal);
        var rows = result.Out.Split(Environment.NewLine).Where(line => line.StartsWith('│')).Select(line => line.Split('│', StringSplitOptions.TrimEntries)[1..^1]).ToArray();
        Assert.Equal(["part", "unit", "times", "output", "parameters", "multiply-adds"], rows[0]);
        Assert.Equal(["layer1", "BasicUnit", "3", "16 x 32 x 32", "14,016", "14,155,776"], rows[3]);
        Assert.Equal(["total", "", "", "", "269,722", "40,551,040"], rows[^1]);
        Assert.Contains("sees 81 x 81 pixels", result.Out, StringComparison.Ordinal);
        Assert.Empty(result.Error);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Json_has_shapes_without_the_batch()
    {
        using var folder = new ScratchFolder();
        var file = folder.Write("grey.resnet.json", """{ "version": 2, "depth": 29, "input": [1, 28, 28], "classes": 7 }""");

        var network = (await Resnetgen.RunAsync("describe", file, "--json")).Json;

        Assert.Equal(29, network.GetProperty("depth").GetInt32());
        Assert.Equal("[1,28,28]", Compact(network.GetProperty("input")));
        Assert.Equal("[7]", Compact(network.GetProperty("output")));
        var stages = network.GetProperty("stages").EnumerateArray().ToArray();
        Assert.Equal(["[64,28,28]", "[128,14,14]", "[256,7,7]"], stages.Select(stage => Compact(stage.GetProperty("output"))));
        Assert.All(stages, stage => Assert.Equal(3, stage.GetProperty("units").GetInt32()));
        var first = network.GetProperty("keys").EnumerateArray().First();
        Assert.Equal("conv1.weight", first.GetProperty("name").GetString());
        Assert.Equal("[16,1,3,3]", Compact(first.GetProperty("shape")));
    }

    private static string Compact(System.Text.Json.JsonElement element) => System.Text.Json.JsonSerializer.Serialize(element);
}
