using System;
using System.Diagnostics;
using System.IO;
using ResNetGen.Training;

namespace ResNetGen.Cli.Training;

/// <summary>Lines for a log: one an epoch, and one now and then in between.</summary>
/// <param name="writer">The log.</param>
/// <param name="heldOut">What the images held out are called.</param>
internal sealed class PlainView(TextWriter writer, string heldOut) : ITrainingView
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public TrainingResult Show(Trainer trainer, Func<TrainingResult> train)
    {
        var left = new TimeLeft();
        var sinceLine = Stopwatch.StartNew();
        trainer.StepFinished += (_, step) =>
        {
            left.Add(step);
            if (sinceLine.Elapsed >= Pause)
            {
                writer.WriteLine($"epoch {step.Epoch}/{step.Epochs}  {ProgressText.Of(step)}  {ProgressText.Time(left.Estimate)} left");
                sinceLine.Restart();
            }
        };
        trainer.EpochFinished += (_, epoch) =>
        {
            writer.WriteLine(ProgressText.Of(epoch, heldOut));
            sinceLine.Restart();
        };
        return train();
    }

    /// <inheritdoc/>
    public void Warn(string message) => writer.WriteLine(message);
}
