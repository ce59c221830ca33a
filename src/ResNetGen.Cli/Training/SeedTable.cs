using System;
using System.Globalization;
using System.Linq;
using Spectre.Console;

namespace ResNetGen.Cli.Training;

/// <summary>What runs of several seeds came to, for people.</summary>
internal static class SeedTable
{
    /// <summary>Prints it to the results.</summary>
    public static void Print(SeedOutcome outcome, TrainingRequest request, Terminal terminal)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape($"{request.Spec.ClassName} on {request.Data}")) };
        table.AddColumn("seed").AddColumn(new TableColumn("test top-1").RightAligned()).AddColumn(new TableColumn("test loss").RightAligned()).AddColumn(new TableColumn("time").RightAligned());
        foreach (var (seed, run, _) in outcome.Runs)
        {
            Row(
                $"{seed}",
                run is null ? "diverged" : run.Completed ? Percent(run.Top1) : "stopped",
                run is { Completed: true } ? string.Create(CultureInfo.InvariantCulture, $"{run.Loss:F3}") : "",
                run is null ? "" : ProgressText.Time(TimeSpan.FromSeconds(run.Seconds)));
        }

        if (outcome.Top1Deviation is not null)
        {
            table.AddEmptyRow();
            var counted = outcome.Runs.Count(run => run.Outcome is { Completed: true });
            Row(counted < outcome.Runs.Count ? $"mean of {counted}" : "mean", $"{Percent(outcome.Top1)} ± {Percent(outcome.Top1Deviation)}", string.Create(CultureInfo.InvariantCulture, $"{outcome.Loss:F3}"), ProgressText.Time(TimeSpan.FromSeconds(outcome.Seconds)));
        }

        table.Caption = new TableTitle(Markup.Escape(outcome.Folder));
        terminal.Results().Write(table);

        void Row(string seed, string top1, string loss, string time) => table.AddRow(new Text(seed), new Text(top1), new Text(loss), new Text(time));
    }

    // Runs of one network differ by tenths of a percent.
    private static string Percent(double? share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F2} %");
}
