using System;
using System.Collections.Generic;
using System.Threading;
using ResNetGen.Cli.Training;
using ResNetGen.Data;
using ResNetGen.Explaining;
using ResNetGen.Explaining.Plots;
using Spectre.Console;

namespace ResNetGen.Cli.Commands;

/// <summary><c>explain lesions SPEC</c>: what a network can do without.</summary>
internal sealed class ExplainLesionsCommand(Terminal terminal) : StudyCommand<LesionReport>(
    terminal,
    "lesions",
    "Score a network without single units, without several, and with units swapped (Veit et al., 2016).",
    ("Images of the test part to score each damaged network on.", 1000),
    ("How often units are drawn for each number of deleted or swapped units.", 3))
{
    /// <inheritdoc/>
    protected override LesionReport Study(
        ScoredNetwork scored, IImageDataset test, (int Images, int Draws, int Seed) amounts, IProgress<double>? progress, CancellationToken stop) =>
        new LesionStudy(scored.Network, test, scored.Normalization, new() { Images = amounts.Images, Draws = amounts.Draws, Seed = amounts.Seed }).Run(progress, stop);

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Plots(LesionReport report) => LesionPlots.Of(report);

    /// <inheritdoc/>
    protected override void Print(LesionReport report)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape($"{report.Network} on {report.Images} images of {report.Data}")) };
        table.AddColumn("without");
        table.AddColumn(new TableColumn("images right").RightAligned());
        table.AddRow("nothing", ProgressText.Percent(report.Top1));
        foreach (var unit in report.Units)
        {
            table.AddRow(new Text(unit.Unit + (unit.ChangesShape ? ", which changes the shape" : "")), new Text(ProgressText.Percent(unit.Top1)));
        }

        Terminal.Results().Write(table);
    }
}
