using System;
using System.Collections.Generic;
using System.Threading;
using ResNetGen.Data;
using ResNetGen.Explaining;
using ResNetGen.Explaining.Plots;

namespace ResNetGen.Cli.Commands;

/// <summary><c>explain paths SPEC</c>: by how long paths a network's gradient comes.</summary>
internal sealed class ExplainPathsCommand(Terminal terminal) : StudyCommand<PathReport>(
    terminal,
    "paths",
    "Measure by how long paths a network's gradient comes (Veit et al., 2016).",
    ("Images of the test part that gradients are measured on.", 64),
    ("How many paths of each length are drawn.", 16))
{
    /// <inheritdoc/>
    protected override PathReport Study(
        ScoredNetwork scored, IImageDataset test, (int Images, int Draws, int Seed) amounts, IProgress<double>? progress, CancellationToken stop) =>
        new PathStudy(scored.Network, test, scored.Normalization, new() { Images = amounts.Images, Draws = amounts.Draws, Seed = amounts.Seed }).Run(progress, stop);

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Plots(PathReport report) => PathPlots.Of(report);

    /// <inheritdoc/>
    protected override void Print(PathReport report) => Terminal.Out.WriteLine(FormattableString.Invariant(
        $"{report.Network}: paths pass through the layers of {report.MeanPath:0.#} of {report.Units} units in the mean; counted by their gradient, of {report.MeanEffectivePath:0.#}."));
}
