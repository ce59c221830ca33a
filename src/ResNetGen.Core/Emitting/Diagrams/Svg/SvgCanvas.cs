using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ResNetGen.Core.Emitting.Diagrams.Svg;

/// <summary>What a diagram is drawn on. Lengths are pixels, from the top left.</summary>
internal sealed class SvgCanvas
{
    /// <summary>The radius of the circle where two paths are added.</summary>
    public const double JoinRadius = 9;

    /// <summary>Between a box and the text in it, on each side.</summary>
    public const double Padding = 10;

    private const double CornerRadius = 8;
    private const double TipLength = 7;

    private readonly StringBuilder content = new();

    /// <summary>How wide a box is that holds lines of text.</summary>
    public static double WidthOf(IEnumerable<TextLine> lines) => Math.Ceiling(lines.Max(line => line.Width)) + (2 * Padding);

    /// <summary>How high a box is that holds lines of text.</summary>
    public static double HeightOf(IEnumerable<TextLine> lines) => lines.Sum(line => line.Style.LineHeight) + 9;

    /// <summary>How wide the mark is where two paths join.</summary>
    public static double JoinWidth(string join) => join == "+" ? 2 * JoinRadius : Math.Ceiling(TextWidth.Of(join, TextStyle.Quiet)) + 16;

    /// <summary>A box with lines of text in its middle.</summary>
    /// <param name="centre">Its horizontal centre.</param>
    /// <param name="top">Its upper edge.</param>
    /// <param name="width">Its width.</param>
    /// <param name="kind">Its class, for its colour.</param>
    /// <param name="lines">The text.</param>
    public void Box(double centre, double top, double width, string kind, IReadOnlyList<TextLine> lines)
    {
        Append($"<g class=\"box {kind}\">");
        Rectangle(centre - (width / 2), top, width, HeightOf(lines), kind == "end" ? HeightOf(lines) / 2 : 4, "");
        var y = top + 4;
        foreach (var line in lines)
        {
            y += line.Style.LineHeight;
            Text(centre, y - 4, line.Text, line.Style, "middle");
        }

        Append("</g>\n");
    }

    /// <summary>A rectangle behind other things.</summary>
    public void Panel(double left, double top, double width, double height, string kind)
    {
        Rectangle(left, top, width, height, 6, kind);
        Append("\n");
    }

    /// <summary>A line of text.</summary>
    /// <param name="x">Where its anchor is.</param>
    /// <param name="baseline">Its baseline.</param>
    /// <param name="text">The text.</param>
    /// <param name="style">How it looks.</param>
    /// <param name="anchor">What of it lies at x: start, middle or end.</param>
    public void Text(double x, double baseline, string text, TextStyle style, string anchor = "start") =>
        Append($"<text class=\"{style.Class}\" x=\"{Number(x)}\" y=\"{Number(baseline)}\"{(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"")}>{Escaped(text)}</text>");

    /// <summary>The mark where two paths join: a circle with a plus, or a word.</summary>
    public void Join(double x, double y, string join)
    {
        if (join != "+")
        {
            var width = JoinWidth(join);
            Append("<g class=\"joined\">");
            Rectangle(x - (width / 2), y - JoinRadius, width, 2 * JoinRadius, JoinRadius, "join");
            Text(x, y + 4, join, TextStyle.Quiet, "middle");
            Append("</g>\n");
            return;
        }

        Append($"<circle class=\"join\" cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(JoinRadius)}\"/>");
        Append($"<path class=\"line\" d=\"M{Number(x - 5)} {Number(y)}h10M{Number(x)} {Number(y - 5)}v10\"/>\n");
    }

    /// <summary>A line with round corners, with a tip at its end.</summary>
    public void Arrow(params (double X, double Y)[] points)
    {
        var (end, before) = (points[points.Length - 1], points[points.Length - 2]);
        var (dx, dy) = (Math.Sign(end.X - before.X), Math.Sign(end.Y - before.Y));
        points[points.Length - 1] = (end.X - (dx * (TipLength - 1)), end.Y - (dy * (TipLength - 1)));
        Line(points);
        Append($"<path class=\"tip\" d=\"M{Number(end.X)} {Number(end.Y)}L{Number(end.X - (dx * TipLength) - (dy * 4))} {Number(end.Y - (dy * TipLength) - (dx * 4))}L{Number(end.X - (dx * TipLength) + (dy * 4))} {Number(end.Y - (dy * TipLength) + (dx * 4))}Z\"/>\n");
    }

    /// <summary>A line with round corners.</summary>
    public void Line(params (double X, double Y)[] points)
    {
        var path = new StringBuilder($"M{Number(points[0].X)} {Number(points[0].Y)}");
        for (var i = 1; i < points.Length - 1; i++)
        {
            var (before, corner, after) = (points[i - 1], points[i], points[i + 1]);
            var radius = Math.Min(CornerRadius, Math.Min(Distance(before, corner), Distance(corner, after)) / 2);
            var (start, end) = (Towards(corner, before, radius), Towards(corner, after, radius));
            path.Append($"L{Number(start.X)} {Number(start.Y)}Q{Number(corner.X)} {Number(corner.Y)} {Number(end.X)} {Number(end.Y)}");
        }

        var last = points[points.Length - 1];
        Append($"<path class=\"line\" d=\"{path}L{Number(last.X)} {Number(last.Y)}\"/>\n");
    }

    /// <summary>The whole file.</summary>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="title">What it shows, for those who hear it.</param>
    /// <param name="description">The same in a few sentences.</param>
    public string Write(double width, double height, string title, string description)
    {
        var size = $"width=\"{Number(width)}\" height=\"{Number(height)}\"";
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" version="1.1" class="{SvgStyle.Root}" {size} viewBox="0 0 {Number(width)} {Number(height)}" role="img" style="max-width:100%;height:auto">
            <title>{Escaped(title)}</title>
            <desc>{Escaped(description)}</desc>
            <style>
            {SvgStyle.Text}
            </style>
            <rect class="ground" {size}/>
            {content}</svg>

            """.Replace("\r", "");
    }

    private static double Distance((double X, double Y) a, (double X, double Y) b) => Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y);

    private static (double X, double Y) Towards((double X, double Y) from, (double X, double Y) to, double distance) =>
        (from.X + (Math.Sign(to.X - from.X) * distance), from.Y + (Math.Sign(to.Y - from.Y) * distance));

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private void Rectangle(double left, double top, double width, double height, double radius, string kind) => Append(
        $"<rect{(kind.Length == 0 ? "" : $" class=\"{kind}\"")} x=\"{Number(left)}\" y=\"{Number(top)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" rx=\"{Number(radius)}\"/>");

    private void Append(string text) => content.Append(text);
}
