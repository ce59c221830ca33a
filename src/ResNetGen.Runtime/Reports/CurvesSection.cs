using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Logs;

namespace ResNetGen.Reports;

/// <summary>How the run went: loss, top-1, learning rate and speed over its epochs.</summary>
internal static class CurvesSection
{
    /// <summary>The section.</summary>
    public static Html Of(RunRecord run)
    {
        if (run.Epochs.Count == 0)
        {
            return Html.None;
        }

        var epochs = run.Epochs.Select(epoch => epoch.Epoch).ToList();
        var heldOut = run.Epochs[^1].HeldOut;
        return Html.Of($"""
            <section>
            <h2>Learning</h2>
            <div class="charts">
            {Chart("Loss", NumberText.Three, NumberText.Round, fromZero: true, most: double.PositiveInfinity, ("train", epoch => epoch.Loss), (heldOut, epoch => epoch.HeldOutLoss))}
            {Chart("Top-1", share => NumberText.Percent(share), share => NumberText.Round(100 * share) + "\u00a0%", fromZero: false, most: 1, ("train", epoch => epoch.Top1), (heldOut, epoch => epoch.HeldOutTop1))}
            {Chart("Learning rate", NumberText.Three, NumberText.Round, fromZero: true, most: double.PositiveInfinity, ("at the epoch's end", epoch => epoch.LearningRate))}
            {Chart("Speed", NumberText.Three, NumberText.Round, fromZero: true, most: double.PositiveInfinity, ("images per second", epoch => epoch.ImagesPerSecond))}
            </div>
            <details>
            <summary>All epochs as a table</summary>
            {Table(run.Epochs, heldOut)}
            </details>
            </section>
            """);

        Html Chart(string title, Func<double, string> text, Func<double, string> tickText, bool fromZero, double most, params ReadOnlySpan<(string Name, Func<EpochRecord, double> Value)> lines)
        {
            var series = new List<ChartSeries>();
            foreach (var (name, value) in lines)
            {
                series.Add(new ChartSeries(name, [.. run.Epochs.Select(value)]));
            }

            return new LineChart(title, epochs, Math.Max(run.PlannedEpochs, epochs[^1]), series, text, tickText, fromZero, most).Figure();
        }
    }

    private static Html Table(IReadOnlyList<EpochRecord> epochs, string heldOut) => Html.Of($"""
        <div class="scroll"><table class="numbers">
        <thead><tr><th>epoch</th><th>steps</th><th>train loss</th><th>train top-1</th><th>{heldOut} loss</th><th>{heldOut} top-1</th><th>learning rate</th><th>images/s</th><th>time</th></tr></thead>
        <tbody>
        {Html.Join(epochs.Select(Row))}
        </tbody></table></div>
        """);

    private static Html Row(EpochRecord epoch) => Html.Of($"""
        <tr><th scope="row">{epoch.Epoch}</th><td>{NumberText.Count(epoch.Steps)}</td><td>{epoch.Loss:F4}</td><td>{NumberText.Percent(epoch.Top1, 2)}</td><td>{epoch.HeldOutLoss:F4}</td><td>{NumberText.Percent(epoch.HeldOutTop1, 2)}</td><td>{NumberText.Three(epoch.LearningRate)}</td><td>{epoch.ImagesPerSecond:N0}</td><td>{NumberText.Time(epoch.Seconds)}</td></tr>
        """);
}
