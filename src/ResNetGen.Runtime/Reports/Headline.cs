using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Training;

namespace ResNetGen.Reports;

/// <summary>The top of the page: what came of the run, in one look.</summary>
internal static class Headline
{
    /// <summary>The window's title.</summary>
    public static string Title(RunRecord run) => $"{run.Name} on {run.Data}" + (run.Test is { } test ? $": {NumberText.Percent(test.Evaluation.Top1, 2)}" : "");

    /// <summary>The section.</summary>
    public static Html Of(RunRecord run) => Html.Of($"""
        <header>
        <p class="over">Training report</p>
        <h1>{run.Name} <span>on {run.Data}</span></h1>
        {Notice(run)}
        <div class="headline">
        {Score(run)}
        <dl class="tiles">
        {Html.Join(Tiles(run).Select(tile => Html.Of($"<div><dt>{tile.Name}</dt><dd>{tile.Value}</dd></div>")))}
        </dl>
        </div>
        </header>
        """);

    private static Html Notice(RunRecord run)
    {
        var epochs = $"{run.Epochs.Count} of {run.PlannedEpochs} epochs were finished";
        return run.State switch
        {
            RunState.Stopped => Html.Of($"""<p class="notice"><strong>Stopped before its end.</strong> {epochs}{Because(run)}</p>"""),
            RunState.Failed => Html.Of($"""<p class="notice bad"><strong>Failed.</strong> {epochs}{Because(run)}</p>"""),
            _ => Html.None,
        };
    }

    private static string Because(RunRecord run) => run.Reason is null ? "." : $". {run.Reason}";

    private static Html Score(RunRecord run) => run switch
    {
        { Test.Evaluation: { } test } => Html.Of($"""
            <div class="score"><p class="big">{NumberText.Percent(test.Top1, 2)}</p>
            <p>test top-1: {NumberText.Count(test.Correct)} of {NumberText.Count(test.Images)} images right{TopFive(run.Test, test)}, loss {NumberText.Three(test.Loss)}</p></div>
            """),
        { Epochs: [.., var last] } => Html.Of($"""
            <div class="score"><p class="big">{NumberText.Percent(last.HeldOutTop1, 2)}</p>
            <p>{last.HeldOut} top-1 after epoch {last.Epoch}, loss {NumberText.Three(last.HeldOutLoss)}</p></div>
            """),
        _ => Html.Of($"""<div class="score"><p class="big">–</p><p>no epoch was finished</p></div>"""),
    };

    // Among five classes the right one always is.
    private static string TopFive(EvaluationDetails details, Evaluation test) =>
        details.Confusion.Count > 5 ? $" (top-5 {NumberText.Percent(test.Top5, 2)})" : "";

    private static IEnumerable<RunFact> Tiles(RunRecord run)
    {
        yield return new RunFact("epochs", run.Epochs.Count == run.PlannedEpochs ? $"{run.PlannedEpochs}" : $"{run.Epochs.Count} of {run.PlannedEpochs}");
        if (run.Seconds is { } seconds)
        {
            yield return new RunFact("time", NumberText.Time(seconds));
        }

        if (run.Epochs.Count > 0)
        {
            yield return new RunFact("images per second", NumberText.Count((long)Math.Round(run.Epochs.Average(epoch => epoch.ImagesPerSecond))));
        }

        if (run.Network is { } network)
        {
            yield return new RunFact("parameters", NumberText.Short(network.Parameters));
            yield return new RunFact("multiply-adds", NumberText.Short(network.MultiplyAdds));
        }

        if (run.Seed is { } seed)
        {
            yield return new RunFact("seed", FormattableString.Invariant($"{seed}"));
        }
    }
}
