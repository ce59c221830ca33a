using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace ResNetGen.Cli.Benchmarking;

/// <summary>Where the time of a network goes: a line for each kind of step, with its rate and the share of the peak rate.</summary>
internal static class ProfileTable
{
    /// <summary>Writes the table.</summary>
    /// <param name="to">Receives it.</param>
    /// <param name="kinds">The kinds of steps, forward and backward apart.</param>
    /// <param name="peak">The peak rate in GFLOP/s.</param>
    public static void Write(TextWriter to, IReadOnlyList<KindTime> kinds, double peak)
    {
        to.WriteLine("        ms  share  GFLOP/s  of peak  steps");
        foreach (var pass in kinds.GroupBy(kind => kind.IsBackward))
        {
            foreach (var kind in pass)
            {
                WriteLine(to, kind, peak);
            }

            if (kinds.Any(kind => kind.IsBackward))
            {
                WriteLine(to, KindTime.SumOf(pass.Key ? "all backward" : "all forward", [.. pass]), peak);
            }
        }

        WriteLine(to, KindTime.SumOf(string.Create(CultureInfo.InvariantCulture, $"all; the peak rate is {peak:F0} GFLOP/s"), kinds), peak);
    }

    private static void WriteLine(TextWriter to, KindTime kind, double peak) => to.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{kind.Milliseconds,10:F3} {kind.Share,6:P0} {kind.Gigaflops,8:F0} {kind.Gigaflops / peak,8:P0} {kind.Steps,6}  {kind.Kind}"));
}
