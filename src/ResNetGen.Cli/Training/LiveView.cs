using System;
using ResNetGen.Training;
using Spectre.Console;

namespace ResNetGen.Cli.Training;

/// <summary>Two bars that move, one for the run and one for its epoch, and a line that stays for each finished epoch.</summary>
/// <param name="console">The terminal.</param>
/// <param name="heldOut">What the images held out are called.</param>
internal sealed class LiveView(IAnsiConsole console, string heldOut) : ITrainingView
{
    // Often enough to look alive; each drawing takes time from the network.
    private static readonly TimeSpan BetweenDrawings = TimeSpan.FromMilliseconds(200);

    private readonly RemarkColumn remarks = new();

    /// <inheritdoc/>
    public TrainingResult Show(Trainer trainer, Func<TrainingResult> train) => new Progress(console) { AutoClear = true, RefreshRate = BetweenDrawings }
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new PercentageColumn(), remarks)
        .Start(context =>
        {
            var run = context.AddTask("all epochs");
            var epoch = context.AddTask("epoch 1");
            var left = new TimeLeft();
            trainer.StepFinished += (_, step) =>
            {
                run.Value = 100 * TimeLeft.Share(step);
                epoch.Description = $"epoch {step.Epoch}/{step.Epochs}";
                epoch.Value = 100.0 * step.Step / step.Steps;
                remarks.Set(run, $"{ProgressText.Time(left.After(step))} left");
                remarks.Set(epoch, step.Step == step.Steps ? $"scoring the {heldOut} images" : ProgressText.Of(step));
            };
            trainer.EpochFinished += (_, report) => console.WriteLine(ProgressText.Of(report, heldOut));
            return train();
        });
}
