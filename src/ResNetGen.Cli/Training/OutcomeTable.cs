using System;
using System.Globalization;
using System.IO;
using Spectre.Console;

namespace ResNetGen.Cli.Training;

/// <summary>What a training run came to, for people.</summary>
internal static class OutcomeTable
{
    /// <summary>Prints it to the results.</summary>
    public static void Print(Outcome outcome, TrainingRequest request, Terminal terminal)
    {
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = false };
        table.AddColumn("").AddColumn("");
        Row("network", $"{request.Spec.ClassName} on {request.Data}");
        Row("epochs", outcome.Completed ? $"{outcome.Epochs}" : $"{outcome.Epochs} of {request.Options.Epochs}, then stopped");
        if (outcome is { Top1: { } top1, Loss: { } loss })
        {
            Row(outcome.Completed ? "test top-1" : $"test top-1 after epoch {outcome.Epochs}", string.Create(CultureInfo.InvariantCulture, $"{ProgressText.Percent(top1)}  ({outcome.Correct:N0} of {outcome.Images:N0} images)"));
            Row("test loss", string.Create(CultureInfo.InvariantCulture, $"{loss:F3}"));
        }

        if (outcome.BestEpoch is { } best)
        {
            Row("best epoch", $"{best}, by the validation images");
        }

        var time = TimeSpan.FromSeconds(outcome.Seconds);
        Row("time", $"{ProgressText.Time(time)} {(time.TotalHours < 1 ? "min" : "h")}, {outcome.ImagesPerSecond.ToString("N0", CultureInfo.InvariantCulture)} images/s");
        Row("folder", outcome.Folder);
        Row("report", Path.Combine(outcome.Folder, "report.html"));
        terminal.Results().Write(table);

        void Row(string name, string value) => table.AddRow(new Text(name), new Text(value));
    }
}
