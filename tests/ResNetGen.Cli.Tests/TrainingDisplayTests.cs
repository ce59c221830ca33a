using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Cli.Training;
using ResNetGen.Training;
using Spectre.Console;

namespace ResNetGen.Cli.Tests;

public class TrainingDisplayTests
{
    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(300)]
    public void It_fits_the_terminal_and_is_never_too_wide(int width)
    {
        var lines = Lines(width, unicode: true);

        Assert.Equal(4, lines.Count);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, Math.Min(width - 1, 100)));
        Assert.StartsWith("epoch 2/3", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("loss 0.5", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_where_the_run_stands()
    {
        var lines = Lines(80, unicode: true);

        Assert.Matches("^epoch 2/3   ━+─+  50 %  step 50/100$", lines[0]);
        Assert.Matches("^all epochs  ━+─+  50 %  [0-9:]+ left$", lines[1]);
        Assert.Matches("^loss        █[▁▂▃▄▅▆▇█]+▁  2.500 → 0.500$", lines[2]);
        Assert.Equal("loss 0.500  top-1 81.2 %  lr 0.0500  1,234 images/s", lines[3]);
        Assert.Equal(lines[0].Count(c => c == '━'), lines[0].Count(c => c == '─'));
    }

    [Fact]
    public void A_terminal_without_Unicode_gets_none() => Assert.All(Lines(80, unicode: false), line => Assert.All(line, c => Assert.InRange(c, ' ', '~')));

    [Fact]
    public void While_images_are_scored_it_says_so()
    {
        var display = new TrainingDisplay("validation");
        display.Add(Step(100));

        Assert.EndsWith("100 %  scoring validation", Lines(display, 80, unicode: true)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Losses_of_a_long_run_are_few_numbers_with_its_mean()
    {
        var history = new LossHistory();
        for (var i = 0; i < 100_000; i++)
        {
            history.Add(i);
        }

        Assert.InRange(history.Means.Count, 512, 1024);
        Assert.Equal(history.Means.Order(), history.Means);
        Assert.InRange(history.Means[0], 0, 100);
        Assert.InRange(history.Means[^1], 99_800, 100_000);
    }

    [Fact]
    public void Of_an_epoch_s_numbers_those_stay_that_say_most()
    {
        var parts = ProgressText.PartsOf(new EpochReport(7, 30, 0.5, 0.8, new Evaluation(10, 9, 0.9, 1, 0.4), 0.1, 700, 1, 0, 1234), "test");

        Assert.Equal("epoch 7/30  loss 0.500  top-1 80.0 %  test loss 0.400  test top-1 90.0 %  1,234 images/s", ProgressText.Fit(parts, 100));
        Assert.Equal("epoch 7/30  loss 0.500  top-1 80.0 %  test top-1 90.0 %", ProgressText.Fit(parts, 59));
        Assert.Equal("epoch 7/30  test top-1 90.0 %", ProgressText.Fit(parts, 30));
        Assert.Equal("epoch 7/30", ProgressText.Fit(parts, 5));
    }

    private static StepReport Step(int step) => new(2, 3, step, 100, 2.5 / (1 + (4.0 * (step - 1) / 49)), 0.812, 0.05, 1234);

    private static List<string> Lines(int width, bool unicode)
    {
        var display = new TrainingDisplay("test");
        foreach (var step in Enumerable.Range(1, 50))
        {
            display.Add(Step(step));
        }

        return Lines(display, width, unicode);
    }

    private static List<string> Lines(TrainingDisplay display, int width, bool unicode)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = unicode;
        console.Write(display);
        return [.. writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd())];
    }
}
