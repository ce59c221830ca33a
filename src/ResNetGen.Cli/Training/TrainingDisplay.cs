using System;
using System.Collections.Generic;
using System.Globalization;
using ResNetGen.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ResNetGen.Cli.Training;

/// <summary>
/// Where a run stands, in four lines that fit the terminal: a bar for the epoch, one for all epochs, the loss so far as a curve, and the numbers of the last step.
/// What there is no room for is left out, the least important first.
/// </summary>
/// <param name="heldOut">What the images held out are called.</param>
internal sealed class TrainingDisplay(string heldOut) : Renderable
{
    // Longer lines are no easier to read.
    private const int Widest = 100;
    private const int ShortestBar = 8;
    private const int RemarkWidth = 20;

    private static readonly Style Done = new(Color.Blue);
    private static readonly Style Curve = new(Color.Yellow);
    private static readonly Style Quiet = new(Color.Grey);

    private readonly LossHistory losses = new();
    private readonly TimeLeft left = new();
    private StepReport step;

    /// <summary>Takes the next step.</summary>
    public void Add(StepReport next)
    {
        step = next;
        losses.Add(next.Loss);
        left.Add(next);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        if (step.Steps == 0)
        {
            yield break;
        }

        // A character in the last column would begin a new line on some terminals.
        var width = Math.Min(maxWidth - 1, Widest);
        var epoch = $"epoch {step.Epoch}/{step.Epochs}";
        var labels = Math.Max(epoch.Length, "all epochs".Length) + 2;
        var room = width - labels - "100 %  ".Length;
        var hasRemarks = room - RemarkWidth >= ShortestBar;
        var bar = Math.Max(0, hasRemarks ? room - RemarkWidth : room);
        var means = losses.Means;

        foreach (var line in (IEnumerable<Segment>[])
        [
            Bar(epoch, (double)step.Step / step.Steps, step.Step == step.Steps ? $"scoring {heldOut}" : $"step {step.Step}/{step.Steps}"),
            Bar("all epochs", TimeLeft.Share(step), $"{ProgressText.Time(left.Estimate)} left"),
            [Label("loss"), new Segment(Sparkline.Of(means, bar, options.Unicode).PadRight(bar), Curve), new Segment(Fit(string.Create(CultureInfo.InvariantCulture, $"  {means[0]:F3} → {means[^1]:F3}"), 7))],
            [new Segment(ProgressText.Fit(ProgressText.PartsOf(step), width))],
        ])
        {
            foreach (var segment in line)
            {
                yield return segment;
            }

            yield return Segment.LineBreak;
        }

        Segment Label(string text) => new(text.PadRight(labels), Quiet);

        string Fit(string text, int without)
        {
            var space = without + (hasRemarks ? RemarkWidth : 0);
            text = options.Unicode ? text : text.Replace("→", "->", StringComparison.Ordinal);
            return text.Length > space ? "" : text;
        }

        IEnumerable<Segment> Bar(string label, double share, string remark)
        {
            var done = (int)Math.Round(Math.Clamp(share, 0, 1) * bar);
            yield return Label(label);
            yield return new Segment(new string(options.Unicode ? '━' : '#', done), Done);
            yield return new Segment(new string(options.Unicode ? '─' : '-', bar - done), Quiet);

            // Not 100 before it is.
            yield return new Segment(string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(100 * share),4:F0} %"));
            yield return new Segment(Fit("  " + remark, 0), Quiet);
        }
    }
}
