using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ResNetGen.Explaining.Plots;

/// <summary>An axis of a plot.</summary>
/// <param name="Label">What is measured.</param>
/// <param name="Low">Where it begins.</param>
/// <param name="High">Where it ends.</param>
/// <param name="Ticks">The numbers that are written on it.</param>
/// <param name="Text">How they are written.</param>
internal sealed record PlotAxis(string Label, double Low, double High, IReadOnlyList<double> Ticks, Func<double, string> Text)
{
    /// <summary>Shares of a whole, from 0 to 100 %.</summary>
    public static PlotAxis Shares(string label) => new(label, 0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1], Percent);

    /// <summary>Small shares, from 0 to somewhat above the highest.</summary>
    public static PlotAxis SharesUpTo(string label, double highest)
    {
        double[] steps = [0.01, 0.02, 0.05, 0.1, 0.2];
        var step = steps.FirstOrDefault(s => highest / s <= 6, 0.2);
        var count = Math.Max(1, (int)Math.Ceiling(highest / step));
        return new PlotAxis(label, 0, count * step, [.. Enumerable.Range(0, count + 1).Select(i => i * step)], Percent);
    }

    /// <summary>Whole numbers, with room for a mark at both ends.</summary>
    public static PlotAxis Counts(string label, int low, int high)
    {
        int[] steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
        var step = steps.FirstOrDefault(s => (high - low) / s <= 12, 2000);
        var first = (low + step - 1) / step * step;
        return new PlotAxis(
            label, low - 0.5, high + 0.5, [.. Enumerable.Range(0, ((high - first) / step) + 1).Select(i => (double)(first + (i * step)))], n => n.ToString("0", CultureInfo.InvariantCulture));
    }

    /// <summary>Powers of ten. Numbers are placed by their logarithm.</summary>
    public static PlotAxis Powers(string label, double lowest, double highest)
    {
        var (low, high) = ((int)Math.Floor(Math.Log10(lowest)), (int)Math.Ceiling(Math.Log10(highest)));
        high = Math.Max(high, low + 1);
        var step = Math.Max(1, (high - low) / 6);
        return new PlotAxis(label, low, high, [.. Enumerable.Range(0, ((high - low) / step) + 1).Select(i => (double)(low + (i * step)))], power => FormattableString.Invariant($"1e{power:0}"));
    }

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";
}
