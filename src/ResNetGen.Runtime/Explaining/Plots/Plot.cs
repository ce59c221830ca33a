using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security;
using System.Text;

namespace ResNetGen.Explaining.Plots;

/// <summary>A plot as an SVG file: plain SVG 1.1 without scripts, light or dark as its reader has it.</summary>
internal sealed class Plot
{
    private const double Width = 640;
    private const double Height = 380;
    private const double Left = 64;
    private const double Right = 20;
    private const double Top = 64;
    private const double Bottom = 52;

    private const string Style = """
        .plot text{font-family:sans-serif;font-size:12px;fill:#1f2328}
        .plot .title{font-size:16px;font-weight:bold}
        .plot .ground{fill:#ffffff}.plot .grid{stroke:#d8dee4}.plot .first{fill:#3b7dc4}.plot .second{fill:#c9762b}
        .plot .rule{stroke:#57606a;stroke-dasharray:5 4}.plot .line{fill:none;stroke:#3b7dc4;stroke-width:2}.plot .other{fill:none;stroke:#c9762b;stroke-width:2}.plot .range{fill:#3b7dc4;fill-opacity:.2}
        @media (prefers-color-scheme:dark){
        .plot text{fill:#e6edf3}.plot .ground{fill:#0d1117}.plot .grid{stroke:#30363d}.plot .first{fill:#4b8fdd}.plot .second{fill:#d08b48}
        .plot .rule{stroke:#9aa4af}.plot .line{stroke:#4b8fdd}.plot .other{stroke:#d08b48}.plot .range{fill:#4b8fdd}
        }
        """;

    private readonly string title;
    private readonly PlotAxis across;
    private readonly PlotAxis up;
    private readonly StringBuilder marks = new();
    private readonly List<(string Kind, string Text)> legend = [];

    /// <summary>An empty plot.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="across">The axis below.</param>
    /// <param name="up">The axis on the left.</param>
    public Plot(string title, PlotAxis across, PlotAxis up)
    {
        this.title = title;
        this.across = across;
        this.up = up;
    }

    /// <summary>Bars from the bottom, each a unit of the lower axis wide, and what they mean.</summary>
    /// <param name="kind"><c>first</c> or <c>second</c>.</param>
    /// <param name="meaning">What they mean.</param>
    /// <param name="bars">Places, heights, and what is said of each where someone points at it.</param>
    public void Bars(string kind, string meaning, IEnumerable<(double X, double Y, string Text)> bars)
    {
        legend.Add((kind, meaning));
        foreach (var (x, y, text) in bars)
        {
            var (left, right, top) = (X(x - 0.4), X(x + 0.4), Y(y));
            Append($"<rect class=\"{kind}\" x=\"{left:0.##}\" y=\"{top:0.##}\" width=\"{right - left:0.##}\" height=\"{Math.Max(0, Y(up.Low) - top):0.##}\"><title>{Escaped(text)}</title></rect>\n");
        }
    }

    /// <summary>A line across at one height.</summary>
    public void Rule(string meaning, double height)
    {
        legend.Add(("rule", meaning));
        Append($"<path class=\"rule\" d=\"M{Left} {Y(height):0.##}H{Width - Right}\"/>\n");
    }

    /// <summary>Points in a line.</summary>
    /// <param name="kind"><c>line</c> or <c>other</c>.</param>
    /// <param name="meaning">What it means.</param>
    /// <param name="points">Its points, from left to right.</param>
    public void Line(string kind, string meaning, IReadOnlyList<(double X, double Y)> points)
    {
        legend.Add((kind, meaning));
        Append($"<path class=\"{kind}\" d=\"{Path(points)}\"/>\n");
    }

    /// <summary>What lies between two lines.</summary>
    public void Range(string meaning, IReadOnlyList<(double X, double Low, double High)> range)
    {
        legend.Add(("range", meaning));
        Append($"<path class=\"range\" d=\"{Path([.. range.Select(r => (r.X, r.High)), .. range.Reverse().Select(r => (r.X, r.Low))])}Z\"/>\n");
    }

    /// <summary>Points by themselves.</summary>
    public void Points(string meaning, IEnumerable<(double X, double Y, string Text)> points)
    {
        legend.Add(("first", meaning));
        foreach (var (x, y, text) in points)
        {
            Append($"<circle class=\"first\" cx=\"{X(x):0.##}\" cy=\"{Y(y):0.##}\" r=\"4\"><title>{Escaped(text)}</title></circle>\n");
        }
    }

    /// <summary>The file.</summary>
    public string Write()
    {
        var drawn = marks.ToString();
        marks.Clear();
        Append($"""
            <svg xmlns="http://www.w3.org/2000/svg" version="1.1" class="plot" width="{Width}" height="{Height}" viewBox="0 0 {Width} {Height}" role="img" style="max-width:100%;height:auto">
            <title>{Escaped(title)}</title>
            <style>
            {Style}
            </style>
            <rect class="ground" width="{Width}" height="{Height}"/>
            <text class="title" x="{Left}" y="26">{Escaped(title)}</text>

            """);
        WriteAxes();
        marks.Append(drawn);
        WriteLegend();
        return marks.Append("</svg>\n").ToString().Replace("\r", "", StringComparison.Ordinal);
    }

    private static string Escaped(string text) => SecurityElement.Escape(text);

    private void WriteAxes()
    {
        foreach (var tick in up.Ticks)
        {
            Append($"<path class=\"grid\" d=\"M{Left} {Y(tick):0.##}H{Width - Right}\"/><text x=\"{Left - 8}\" y=\"{Y(tick) + 4:0.##}\" text-anchor=\"end\">{Escaped(up.Text(tick))}</text>\n");
        }

        foreach (var tick in across.Ticks)
        {
            Append($"<text x=\"{X(tick):0.##}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{Escaped(across.Text(tick))}</text>\n");
        }

        Append($"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 12}\" text-anchor=\"middle\">{Escaped(across.Label)}</text>\n");
        Append($"<text transform=\"translate(14 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{Escaped(up.Label)}</text>\n");
    }

    private void WriteLegend()
    {
        var x = Left;
        foreach (var (kind, text) in legend)
        {
            Append(kind is "rule" or "line" or "other" ? $"<path class=\"{kind}\" d=\"M{x} 44h16\"/>" : (FormattableString)$"<rect class=\"{kind}\" x=\"{x + 2}\" y=\"38\" width=\"12\" height=\"12\"/>");
            Append($"<text x=\"{x + 22}\" y=\"48\">{Escaped(text)}</text>\n");
            x += 42 + (7.2 * text.Length);
        }
    }

    private string Path(IReadOnlyList<(double X, double Y)> points) =>
        string.Concat(points.Select((point, i) => FormattableString.Invariant($"{(i == 0 ? 'M' : 'L')}{X(point.X):0.##} {Y(point.Y):0.##}")));

    private double X(double value) => Left + ((Width - Left - Right) * (value - across.Low) / (across.High - across.Low));

    private double Y(double value) => Height - Bottom - ((Height - Top - Bottom) * (Math.Clamp(value, up.Low, up.High) - up.Low) / (up.High - up.Low));

    private void Append(FormattableString text) => marks.Append(text.ToString(CultureInfo.InvariantCulture));
}
