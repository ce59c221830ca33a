using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Cli.Training;

/// <summary>A curve in one line of text.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const string Ascii = "_.,-=+*#";

    /// <summary>The values as bars from the lowest to the highest, by their logarithms, as losses fall: fast first, and slowly for long.</summary>
    /// <param name="values">The values, above 0.</param>
    /// <param name="width">The most characters that there are to be.</param>
    /// <param name="unicode">Whether the terminal has blocks.</param>
    public static string Of(IReadOnlyList<double> values, int width, bool unicode)
    {
        var columns = Math.Min(width, values.Count);
        if (columns < 1)
        {
            return "";
        }

        var heights = Enumerable.Range(0, columns).Select(column => Math.Log(Math.Max(1e-12, Mean(column * values.Count / columns, (column + 1) * values.Count / columns)))).ToArray();
        var (low, high) = (heights.Min(), heights.Max());
        var bars = unicode ? Blocks : Ascii;
        return string.Concat(heights.Select(height => bars[high > low ? (int)Math.Round((height - low) / (high - low) * (bars.Length - 1)) : 0]));

        double Mean(int from, int to) => values.Skip(from).Take(to - from).Average();
    }
}
