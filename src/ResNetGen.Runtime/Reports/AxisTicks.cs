using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Reports;

/// <summary>Round numbers along an axis.</summary>
internal static class AxisTicks
{
    private static readonly double[] RoundSteps = [1, 2, 2.5, 5, 10];

    /// <summary>Round numbers, evenly apart, from one at or below the lowest to one at or above the highest.</summary>
    /// <param name="lowest">The lowest number on the axis.</param>
    /// <param name="highest">The highest one; where it is no higher than the lowest, the axis is made a little longer.</param>
    /// <param name="intervals">About how many intervals there are to be.</param>
    /// <param name="most">The highest number that there can be.</param>
    public static IReadOnlyList<double> Around(double lowest, double highest, int intervals, double most = double.PositiveInfinity)
    {
        var span = highest > lowest ? highest - lowest : Math.Max(Math.Abs(highest), 1e-6);
        var step = RoundStep(span / intervals);
        var first = Math.Floor((lowest / step) + 1e-9);
        var last = Math.Min(Math.Max(first + 1, Math.Ceiling((highest / step) - 1e-9)), Math.Floor((most / step) + 1e-9));
        first = Math.Min(first, last - 1);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => Math.Round((first + i) * step, 12))];
    }

    /// <summary>Whole numbers from 0 that fall on round ones, and the highest.</summary>
    /// <param name="highest">The highest number, 1 or more.</param>
    /// <param name="intervals">About how many intervals there are to be.</param>
    public static IReadOnlyList<int> WholeUpTo(int highest, int intervals)
    {
        var step = Math.Max(1, (int)Math.Ceiling(RoundStep((double)highest / intervals)));

        // A tick that is too near to the last would be written over it.
        return [.. Enumerable.Range(0, (highest / step) + 1).Select(i => i * step).Where(tick => tick == highest || highest - tick > 0.6 * step), .. highest % step == 0 ? Array.Empty<int>() : [highest]];
    }

    private static double RoundStep(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * RoundSteps.First(round => round * power >= least * (1 - 1e-9));
    }
}
