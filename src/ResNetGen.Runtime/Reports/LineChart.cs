using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Reports;

/// <summary>
/// Lines over epochs. The lines are SVG that is stretched to the room there is; words and numbers are HTML over it, so that they keep their size.
/// </summary>
internal sealed class LineChart
{
    // The picture's own units; a browser stretches them.
    private const double Width = 1000;
    private const double Height = 400;

    private readonly string title;
    private readonly IReadOnlyList<int> epochs;
    private readonly int lastEpoch;
    private readonly IReadOnlyList<ChartSeries> series;
    private readonly Func<double, string> text;
    private readonly Func<double, string> tickText;
    private readonly IReadOnlyList<double> ticks;

    /// <summary>A chart.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="epochs">The epochs of the lines' values.</param>
    /// <param name="lastEpoch">Where the axis ends.</param>
    /// <param name="series">The lines, two at most.</param>
    /// <param name="text">A value as people read it.</param>
    /// <param name="tickText">A round value as it stands at the axis.</param>
    /// <param name="fromZero">Whether the axis begins at 0.</param>
    /// <param name="most">The highest value that there can be.</param>
    public LineChart(
        string title,
        IReadOnlyList<int> epochs,
        int lastEpoch,
        IReadOnlyList<ChartSeries> series,
        Func<double, string> text,
        Func<double, string> tickText,
        bool fromZero,
        double most = double.PositiveInfinity)
    {
        this.title = title;
        this.epochs = epochs;
        this.lastEpoch = lastEpoch;
        this.series = series;
        this.text = text;
        this.tickText = tickText;
        var values = series.SelectMany(line => line.Values).Where(double.IsFinite).DefaultIfEmpty(0).ToList();
        ticks = AxisTicks.Around(fromZero ? Math.Min(0, values.Min()) : values.Min(), values.Max(), 4, most);
    }

    /// <summary>The chart.</summary>
    public Html Figure() => Html.Of($"""
        <figure class="chart">
        <figcaption><h3>{title}</h3><span class="legend">{Html.Join(series.Select(Legend))}</span></figcaption>
        <div class="plot">
        <div class="ticks y" aria-hidden="true">{Html.Join(ticks.Select(tick => Html.Of($"""<span style="top:{100 * Y(tick) / Height:0.##}%">{tickText(tick)}</span>""")))}</div>
        <svg viewBox="0 0 {Width:0} {Height:0}" preserveAspectRatio="none" role="img" aria-label="{Description()}">
        <path class="grid" d="{string.Join(' ', ticks.Select(tick => FormattableString.Invariant($"M0 {Y(tick):0.#}H{Width}")))}"/>
        {Html.Join(series.Select(Line))}
        {Html.Join(Enumerable.Range(0, epochs.Count).Select(Band))}
        </svg>
        <div class="ticks x" aria-hidden="true">{Html.Join(AxisTicks.WholeUpTo(lastEpoch, 6).Select(tick => Html.Of($"""<span style="left:{100.0 * tick / lastEpoch:0.##}%">{tick}</span>""")))}</div>
        <p class="axis" aria-hidden="true">epoch</p>
        </div>
        </figure>
        """);

    private Html Legend(ChartSeries line, int number) =>
        Html.Of($"""<span><i class="{Class(number)}"></i>{line.Name} <b>{line.Values.Where(double.IsFinite).Select(text).LastOrDefault("–")}</b></span>""");

    // A line alone has the colour that matters most.
    private string Class(int number) => series.Count == 1 || number > 0 ? "main" : "train";

    private string Description() => $"{title} over {epochs.Count} epochs: " + string.Join("; ", series.Select(line => line.Values.Where(double.IsFinite).ToList() switch
    {
        [var first, .., var last] => $"{line.Name} from {text(first)} to {text(last)}",
        [var only] => $"{line.Name} {text(only)}",
        _ => $"{line.Name} without numbers",
    }));

    private Html Line(ChartSeries line, int number)
    {
        var path = string.Concat(line.Values.Select((value, i) => !double.IsFinite(value) ? ""
            : FormattableString.Invariant($"{(i > 0 && double.IsFinite(line.Values[i - 1]) ? 'L' : 'M')}{X(epochs[i]):0.#} {Y(value):0.#}")));

        // A line of no length with round ends is a dot that is not stretched.
        var dots = string.Concat(line.Values.Select((value, i) => !double.IsFinite(value) || (epochs.Count > 24 && i < epochs.Count - 1) ? ""
            : FormattableString.Invariant($"M{X(epochs[i]):0.#} {Y(value):0.#}h0")));
        return Html.Of($"""<path class="line {Class(number)}" d="{path}"/><path class="dots {Class(number)}" d="{dots}"/>""");
    }

    // What a pointer over an epoch shows.
    private Html Band(int i)
    {
        var (left, right) = (Math.Max(0, X(epochs[i] - 0.5)), Math.Min(Width, X(epochs[i] + 0.5)));
        var tip = $"epoch {epochs[i]}\n" + string.Join('\n', series.Select(line => $"{line.Name} {text(line.Values[i])}"));
        return Html.Of($"""<g class="band" data-tip="{tip}"><title>{tip}</title><rect x="{left:0.#}" y="0" width="{right - left:0.#}" height="{Height:0}"/><path d="M{X(epochs[i]):0.#} 0V{Height:0}"/></g>""");
    }

    private double X(double epoch) => Width * epoch / lastEpoch;

    private double Y(double value) => Height * (ticks[^1] - value) / (ticks[^1] - ticks[0]);
}
