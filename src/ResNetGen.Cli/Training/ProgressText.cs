using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Training;

namespace ResNetGen.Cli.Training;

/// <summary>The words that both views share.</summary>
internal static class ProgressText
{
    /// <summary>Where an epoch stands.</summary>
    public static string Of(StepReport step) => string.Join("  ", [$"step {step.Step}/{step.Steps}", .. PartsOf(step)]);

    /// <summary>What an epoch brought.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="heldOut">What the images held out are called: <c>test</c> or <c>validation</c>.</param>
    public static string Of(EpochReport epoch, string heldOut) => string.Join("  ", PartsOf(epoch, heldOut));

    /// <summary>The numbers of a step.</summary>
    public static IReadOnlyList<string> PartsOf(StepReport step) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"loss {step.Loss:F3}"),
        $"top-1 {Percent(step.Top1)}",
        string.Create(CultureInfo.InvariantCulture, $"lr {step.LearningRate:F4}"),
        string.Create(CultureInfo.InvariantCulture, $"{step.ImagesPerSecond:N0} images/s"),
    ];

    /// <summary>The numbers of an epoch.</summary>
    public static IReadOnlyList<string> PartsOf(EpochReport epoch, string heldOut) =>
    [
        $"epoch {epoch.Epoch}/{epoch.Epochs}",
        string.Create(CultureInfo.InvariantCulture, $"loss {epoch.TrainLoss:F3}"),
        $"top-1 {Percent(epoch.TrainTop1)}",
        string.Create(CultureInfo.InvariantCulture, $"{heldOut} loss {epoch.Test.Loss:F3}"),
        $"{heldOut} top-1 {Percent(epoch.Test.Top1)}",
        string.Create(CultureInfo.InvariantCulture, $"{epoch.ImagesPerSecond:N0} images/s"),
    ];

    /// <summary>As many of the parts as there is room for. The last goes first, but for one of what is held out, which says most.</summary>
    public static string Fit(IReadOnlyList<string> parts, int width)
    {
        var kept = parts.ToList();
        while (kept.Count > 1 && kept.Sum(part => part.Length + 2) - 2 > width)
        {
            var last = kept.FindLastIndex(part => !IsHeldOutTop1(part));
            kept.RemoveAt(Math.Max(1, last));
        }

        return string.Join("  ", kept);

        static bool IsHeldOutTop1(string part) => part.IndexOf("top-1", StringComparison.Ordinal) > 0;
    }

    /// <summary>A share as people read it.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %");

    /// <summary>A time as people read it: minutes and seconds, before them hours where there are some.</summary>
    public static string Time(TimeSpan time) => time.TotalHours < 1
        ? time.ToString(@"m\:ss", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time:mm\\:ss}");
}
