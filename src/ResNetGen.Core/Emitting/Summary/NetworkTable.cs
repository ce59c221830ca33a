using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ResNetGen.Core.Emitting.Summary;

/// <summary>The parts of a network as lines of text, in columns.</summary>
public static class NetworkTable
{
    private const string Gap = "   ";

    /// <summary>The table's lines, the headings first.</summary>
    public static IReadOnlyList<string> Lines(NetworkSummary summary)
    {
        var shapes = ShapeText.Aligned(summary.Parts.Select(p => p.Output));
        var rows = summary.Parts.Select((part, i) => new[]
        {
            part.Part, part.Unit, part.Times.ToString(CultureInfo.InvariantCulture), shapes[i],
            part.Parameters.ToString("N0", CultureInfo.InvariantCulture),
        }).Prepend(["part", "unit", "times", "output", "parameters"]).ToList();

        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        return rows.Select(row => string.Join(Gap, row.Select((cell, column) => IsNumber(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd()).ToList();
    }

    private static bool IsNumber(int column) => column is 2 or 4;
}
