using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Explaining.Plots;

/// <summary>What a <see cref="PathStudy"/> found, as plots.</summary>
public static class PathPlots
{
    /// <summary>The plots, each an SVG file, by the names that their files would have: <c>share</c>, <c>gradient</c>.</summary>
    public static IReadOnlyDictionary<string, string> Of(PathReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var plots = new Dictionary<string, string>(StringComparer.Ordinal) { ["share"] = Share(report) };
        if (report.Lengths.Count(length => length.Gradient > 0) > 1)
        {
            plots["gradient"] = Gradient(report);
        }

        return plots;
    }

    private static string Share(PathReport report)
    {
        var highest = report.Lengths.Max(length => Math.Max(length.ShareOfPaths, length.ShareOfGradient));
        var plot = new Plot(
            $"{report.Network}: where the gradient comes from", PlotAxis.Counts("units whose layers a path passes through", 0, report.Units), PlotAxis.SharesUpTo("share", highest));
        plot.Bars("first", "gradient of all paths of this length", report.Lengths.Select(length =>
            ((double)length.Length, length.ShareOfGradient, FormattableString.Invariant($"length {length.Length}: {length.ShareOfGradient:P1} of the gradient, {length.ShareOfPaths:P1} of the paths"))));
        plot.Line("other", "number of such paths", [.. report.Lengths.Select(length => ((double)length.Length, length.ShareOfPaths))]);
        return plot.Write();
    }

    private static string Gradient(PathReport report)
    {
        var lengths = report.Lengths.Where(length => length.Gradient > 0).ToList();
        var plot = new Plot(
            $"{report.Network}: gradient of one path",
            PlotAxis.Counts("units whose layers it passes through", 0, report.Units),
            PlotAxis.Powers("length of the gradient at the image", lengths.Min(length => length.Gradient), lengths.Max(length => length.Gradient)));
        plot.Line("line", "mean of the paths drawn", [.. lengths.Select(length => ((double)length.Length, Math.Log10(length.Gradient)))]);
        return plot.Write();
    }
}
