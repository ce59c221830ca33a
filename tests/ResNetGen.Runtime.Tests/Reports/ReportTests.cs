using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ResNetGen.Data;
using ResNetGen.Reports;
using ResNetGen.Runtime.Tests.Logs;

namespace ResNetGen.Runtime.Tests.Reports;

public class ReportTests
{
    private const string Attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&";

    [Fact]
    public void Whatever_names_hold_is_text()
    {
        var shape = new FeatureShape(3, 4, 4);
        var good = Runs.Of(4);
        var run = good with
        {
            Name = Attack,
            Data = Attack,
            State = RunState.Failed,
            Reason = Attack,
            Command = Attack,
            Facts = [new RunFact(Attack, Attack)],
            Epochs = [.. good.Epochs.Select(epoch => epoch with { HeldOut = Attack })],
            TestImages = new NamedDataset(80, shape, [Attack, Attack + "1", Attack + "2", Attack + "3"], Attack),
            Network = good.Network! with { Stages = [.. good.Network!.Stages.Select(stage => stage with { Name = Attack })] },
            Diagram = "<svg xmlns='http://www.w3.org/2000/svg'>" + Attack + "</svg>",
        };

        var page = Report.Page(run).Text;

        Assert.DoesNotContain("alert(1)</script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\"'>", page, StringComparison.Ordinal);
        Assert.Equal(Elements(Report.Page(good with { State = RunState.Failed, Reason = "", Facts = run.Facts }).Text), Elements(page));

        static string[] Elements(string html) => [.. Regex.Matches(html, "<[a-z0-9]+").Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void The_page_names_nothing_outside_itself()
    {
        var page = Report.Page(Runs.Of(10)).Text;

        Assert.DoesNotMatch(@"(src|href)=""(?!data:)", page);
        Assert.DoesNotMatch(@"url\(|@import|http://(?!www\.w3\.org)|https://", page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void It_tells_the_run()
    {
        var run = Runs.Of(10);
        var page = Report.Page(run).Text;

        Assert.Contains("<title>Tiny20 on memory: 85.50&#160;%</title>", page, StringComparison.Ordinal);
        Assert.Contains("171 of 200 images right", page, StringComparison.Ordinal);
        Assert.Contains("1&#160;h 2&#160;min", page, StringComparison.Ordinal);
        Assert.Contains("<code>" + run.Command, page, StringComparison.Ordinal);
        Assert.Contains(new string('8', 64), page, StringComparison.Ordinal);
        Assert.Equal(24, Regex.Count(page, "<img src=\"data:image/") - 1);
    }

    [Theory]
    [InlineData(RunState.Stopped, "Stopped before its end.")]
    [InlineData(RunState.Failed, "Failed.")]
    public void A_run_that_did_not_end_well_says_so(RunState state, string words)
    {
        var run = Runs.Of(10, epochs: 3) with { PlannedEpochs = 9, State = state, Reason = "The cat was on the keyboard.", Test = null, TestImages = null };
        var page = Report.Page(run).Text;

        Assert.Contains($"<strong>{words}</strong> 3 of 9 epochs were finished. The cat was on the keyboard", page, StringComparison.Ordinal);
        Assert.Contains("test top-1 after epoch 3", page, StringComparison.Ordinal);
        Assert.DoesNotContain(words, Report.Page(run with { State = RunState.Completed }).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Little_or_nothing_known_makes_a_page_too()
    {
        var nothing = Report.Page(new RunRecord { Name = "N", Data = "d", PlannedEpochs = 3, Epochs = [] }).Text;
        Assert.Contains("no epoch was finished", nothing, StringComparison.Ordinal);

        var diverged = Report.Page(new RunRecord
        {
            Name = "N",
            Data = "d",
            PlannedEpochs = 2,
            Epochs = [Epochs.Number(1), Epochs.Number(2) with { Loss = double.NaN, HeldOutLoss = double.PositiveInfinity }],
        }).Text;
        Assert.DoesNotMatch(@"d=""[^""]*(NaN|∞)", diverged);
    }

    [Fact]
    public void What_nobody_said_is_not_made_up()
    {
        var run = Runs.Of(10);
        var page = Report.Page(run with { Seed = null, Seconds = null, Network = run.Network! with { Version = 0 } }).Text;

        Assert.DoesNotContain("<dt>seed</dt>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<dt>time</dt>", page, StringComparison.Ordinal);
        Assert.Contains("<caption>Depth 20, for images of", page, StringComparison.Ordinal);
        Assert.Contains("<caption>Version 1, depth 20, for images of", Report.Page(run).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_without_an_answer_are_told()
    {
        var run = Runs.Of(10);
        var none = run.Test! with { Confusion = [.. Enumerable.Range(0, 10).Select(_ => new int[10])], Mistakes = [], Doubtful = [], Unanswered = 200 };

        var page = Report.Page(run with { Test = none }).Text;

        Assert.Contains("200 of 200 test images got scores that are no numbers.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("every test image was right", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0.2, 1)]
    [InlineData(0.95, 0.999)]
    [InlineData(0, 0)]
    public void The_axis_of_a_share_ends_at_its_whole(double lowest, double highest)
    {
        var ticks = AxisTicks.Around(lowest, highest, 4, most: 1);

        Assert.InRange(ticks.Count, 2, 8);
        Assert.True(ticks[0] <= lowest && ticks[^1] >= highest && ticks[^1] <= 1, string.Join(' ', ticks));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    public void Many_classes_make_no_endless_page(int classes)
    {
        var page = Report.Page(Runs.Of(classes)).Text;

        Assert.InRange(page.Length, 10_000, 1_500_000);
        Assert.Contains("taken for", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_cannot_be_written_leaves_nothing()
    {
        using var folder = new ScratchFolder();
        var run = Runs.Of(10);
        var broken = new BrokenDataset(run.TestImages!, [.. Enumerable.Range(0, run.TestImages!.Count)]);

        Assert.ThrowsAny<DatasetException>(() => Report.Write(folder.File("report.html"), run with { TestImages = broken }));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }
}
