using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace ResNetGen.Cli.Benchmarking;

/// <summary>How long repeated runs took.</summary>
/// <param name="Median">In milliseconds; of an even number of runs, the upper of the two in the middle.</param>
/// <param name="Least">In milliseconds.</param>
/// <param name="Runs">How many were timed.</param>
internal sealed record Timing(double Median, double Least, int Runs)
{
    private const int WarmUp = 5;
    private const int LeastRuns = 5;

    /// <summary>Times an action for so long, after runs to warm up.</summary>
    public static Timing Of(Action action, TimeSpan length)
    {
        for (var i = 0; i < WarmUp; i++)
        {
            action();
        }

        var times = new List<double>();
        var start = Stopwatch.GetTimestamp();
        while (times.Count < LeastRuns || Stopwatch.GetElapsedTime(start) < length)
        {
            var before = Stopwatch.GetTimestamp();
            action();
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }

        times.Sort();
        return new Timing(times[times.Count / 2], times[0], times.Count);
    }
}
