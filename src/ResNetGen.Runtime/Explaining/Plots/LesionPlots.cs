using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Explaining.Plots;

/// <summary>What a <see cref="LesionStudy"/> found, as plots.</summary>
public static class LesionPlots
{
    private const string Right = "images right";

    /// <summary>The plots, each an SVG file, by the names that their files would have: <c>single</c>, <c>several</c>, <c>swapped</c>.</summary>
    public static IReadOnlyDictionary<string, string> Of(LesionReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var plots = new Dictionary<string, string>(StringComparer.Ordinal) { ["single"] = Single(report) };
        if (report.Several.Count > 1)
        {
            plots["several"] = Several(report);
        }

        if (report.Swapped.Count > 0)
        {
            plots["swapped"] = Swapped(report);
        }

        return plots;
    }

    private static string Single(LesionReport report)
    {
        var plot = new Plot($"{report.Network} without one unit", PlotAxis.Counts("the unit that is deleted", 1, report.Units.Count), PlotAxis.Shares(Right));
        var bars = report.Units.Select((lesion, i) => (lesion.ChangesShape, Bar: (i + 1.0, lesion.Top1, FormattableString.Invariant($"without {lesion.Unit}: {lesion.Top1:P1}")))).ToList();
        plot.Bars("first", "the identity remains", bars.Where(bar => !bar.ChangesShape).Select(bar => bar.Bar));
        if (bars.Any(bar => bar.ChangesShape))
        {
            plot.Bars("second", "a change of shape remains", bars.Where(bar => bar.ChangesShape).Select(bar => bar.Bar));
        }

        plot.Rule("the whole network", report.Top1);
        return plot.Write();
    }

    private static string Several(LesionReport report)
    {
        var plot = new Plot($"{report.Network} without several units", PlotAxis.Counts("units that are deleted at once", 0, report.Several[^1].Units), PlotAxis.Shares(Right));
        plot.Range("lowest to highest", [(0, report.Top1, report.Top1), .. report.Several.Select(d => ((double)d.Units, d.Lowest, d.Highest))]);
        plot.Line("line", FormattableString.Invariant($"mean of {report.Several[0].Draws} draws"), [(0, report.Top1), .. report.Several.Select(d => ((double)d.Units, d.Top1))]);
        return plot.Write();
    }

    private static string Swapped(LesionReport report)
    {
        var axis = new PlotAxis("order that is left (Kendall's tau)", 0, 1.02, [0, 0.2, 0.4, 0.6, 0.8, 1], tick => FormattableString.Invariant($"{tick:0.0}"));
        var lowest = Math.Floor(report.Swapped.Min(s => s.KendallTau) * 10) / 10;
        if (lowest > 0.5)
        {
            axis = axis with { Low = 0.5, Ticks = [0.5, 0.6, 0.7, 0.8, 0.9, 1] };
        }
        else if (lowest < 0)
        {
            axis = axis with { Low = -1, Ticks = [-1, -0.5, 0, 0.5, 1] };
        }

        var plot = new Plot($"{report.Network} with units swapped", axis, PlotAxis.Shares(Right));
        plot.Points("one draw", report.Swapped.Select(s => (s.KendallTau, s.Top1, FormattableString.Invariant($"{s.Swaps} swaps: {s.Top1:P1}"))));
        plot.Rule("the whole network", report.Top1);
        return plot.Write();
    }
}
