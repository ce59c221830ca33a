using System;
using System.Globalization;
using ResNetGen.Training;

namespace ResNetGen.Cli.Training;

/// <summary>The words that both views share.</summary>
internal static class ProgressText
{
    /// <summary>Where an epoch stands.</summary>
    public static string Of(StepReport step) => string.Create(
        CultureInfo.InvariantCulture,
        $"step {step.Step}/{step.Steps}  loss {step.Loss:F3}  top-1 {Percent(step.Top1)}  lr {step.LearningRate:F4}  {step.ImagesPerSecond:N0} images/s");

    /// <summary>What an epoch brought.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="heldOut">What the images held out are called: <c>test</c> or <c>validation</c>.</param>
    public static string Of(EpochReport epoch, string heldOut) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {epoch.Epoch}/{epoch.Epochs}  loss {epoch.TrainLoss:F3}  top-1 {Percent(epoch.TrainTop1)}  {heldOut} loss {epoch.Test.Loss:F3}  {heldOut} top-1 {Percent(epoch.Test.Top1)}  {epoch.ImagesPerSecond:N0} images/s");

    /// <summary>A share as people read it.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %");

    /// <summary>A time as people read it: minutes and seconds, before them hours where there are some.</summary>
    public static string Time(TimeSpan time) => time.ToString(time.TotalHours < 1 ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture);
}
