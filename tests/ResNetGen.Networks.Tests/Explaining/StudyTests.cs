using System;
using System.Linq;
using System.Xml.Linq;
using ResNetGen.Data;
using ResNetGen.Explaining;
using ResNetGen.Explaining.Plots;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Explaining;

public sealed class StudyTests
{
    private static readonly DataSource Shapes = DataSource.Shapes(new(3, 32, 32));

    [Fact]
    public void Lesions_are_scored_one_by_one_and_several_at_once()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        using var network = new ShapesNet();
        var images = randn(2, 3, 32, 32);
        network.eval();
        var before = network.call(images);
        var last = 0.0;

        var report = new LesionStudy(network, Shapes.Test, Shapes.Normalization, new() { Images = 40, Draws = 2 }).Run(new Steps(share => last = share));

        Assert.Equal(["layer1.0", "layer1.1", "layer2.0", "layer2.1"], report.Units.Select(unit => unit.Unit));
        Assert.Equal([false, false, true, false], report.Units.Select(unit => unit.ChangesShape));
        Assert.Equal([2, 3, 4], report.Several.Select(several => several.Units));
        Assert.All(report.Several, several => Assert.InRange(several.Top1, several.Lowest, several.Highest));
        Assert.NotEmpty(report.Swapped);
        Assert.Equal(40, report.Images);
        Assert.Equal(1, last);
        Assert.Equal(0, (network.call(images) - before).abs().max().item<float>());
    }

    [Fact]
    public void The_first_units_of_bottlenecks_change_the_shape_in_the_first_stage_too()
    {
        using var network = new ShapesBottleneck();

        var report = new LesionStudy(network, Shapes.Test, Shapes.Normalization, new() { Images = 8, Draws = 1, MostDeleted = 1 }).Run();

        Assert.Equal([true, true, true], report.Units.Select(unit => unit.ChangesShape));
    }

    [Fact]
    public void The_whole_network_scores_what_it_scores_elsewhere()
    {
        using var network = new ShapesNet();
        var expected = new Evaluator(network, Shapes.Test, Shapes.Normalization).Run().Top1;

        var report = new LesionStudy(network, Shapes.Test, Shapes.Normalization, new() { Images = Shapes.Test.Count, Draws = 1, MostDeleted = 1 }).Run();

        Assert.Equal(expected, report.Top1);
        Assert.Empty(report.Several);
    }

    [Fact]
    public void Paths_are_binomially_distributed_and_their_shares_are_a_whole()
    {
        using var network = new ShapesNet();

        var report = new PathStudy(network, Shapes.Test, Shapes.Normalization, new() { Images = 8, Draws = 4 }).Run();

        Assert.Equal([1 / 16.0, 4 / 16.0, 6 / 16.0, 4 / 16.0, 1 / 16.0], report.Lengths.Select(length => Math.Round(length.ShareOfPaths, 12)));
        Assert.Equal(1, report.Lengths.Sum(length => length.ShareOfGradient), 1e-9);
        Assert.All(report.Lengths, length => Assert.True(length.Gradient > 0));
        Assert.Equal(report.Lengths.Sum(length => length.Length * length.ShareOfGradient), report.MeanEffectivePath, 1e-9);
        Assert.Equal((2.0, 4), (report.MeanPath, report.Units));
    }

    [Fact]
    public void The_same_seed_finds_the_same()
    {
        using var network = new ShapesNet();
        PathReport Look() => new PathStudy(network, Shapes.Test, Shapes.Normalization, new() { Images = 4, Draws = 2, Seed = 9 }).Run();

        Assert.Equal(Look().Lengths, Look().Lengths);
    }

    [Fact]
    public void A_network_without_shortcuts_is_refused_by_name()
    {
        using var network = new PlainNet();

        var error = Assert.Throws<ArgumentException>(() => new LesionStudy(network, Shapes.Test, Shapes.Normalization, new()));

        Assert.Equal(
            "The unit layer1.0 of PlainNet has no shortcut, so nothing is left of it without its layers; studies of single units need a residual network.", error.Message);
    }

    [Fact]
    public void Plots_are_files_with_a_mark_for_each_number()
    {
        var lesions = new LesionReport("Net <1>", "data", 10, 0.9, [new("layer1.0", false, 0.5), new("layer2.0", true, 0.25)], [new(2, 3, 0.3, 0.2, 0.4), new(3, 3, 0.1, 0.1, 0.1)], [new(1, 0.9, 0.8)]);
        var paths = new PathReport("Net", "data", 10, 2, 1, 0.9, [new(0, 0.25, 0.1, 0.3), new(1, 0.5, 0.05, 0.4), new(2, 0.25, 0.02, 0.3)]);

        var plots = LesionPlots.Of(lesions).Concat(PathPlots.Of(paths)).ToDictionary(plot => plot.Key, plot => XDocument.Parse(plot.Value).Root!);

        Assert.Equal(["gradient", "several", "share", "single", "swapped"], plots.Keys.Order(StringComparer.Ordinal));
        Assert.All(plots.Values, plot => Assert.Contains("Net", plot.Elements().First().Value, StringComparison.Ordinal));

        // A bar each, and the ground; a mark in the legend is a small one.
        Assert.Equal(2, Named(plots["single"], "rect").Count(rect => rect.Elements().Any()));
        Assert.Equal(3, Named(plots["share"], "rect").Count(rect => rect.Elements().Any()));
        Assert.Single(Named(plots["swapped"], "circle"));
    }

    private static System.Collections.Generic.IEnumerable<XElement> Named(XElement plot, string name) => plot.Elements().Where(element => element.Name.LocalName == name);

    private sealed class Steps(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
