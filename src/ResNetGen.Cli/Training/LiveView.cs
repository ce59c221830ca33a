using System;
using System.Diagnostics;
using ResNetGen.Training;
using Spectre.Console;

namespace ResNetGen.Cli.Training;

/// <summary>A display that moves while a run goes on, and above it a line that stays for each finished epoch.</summary>
/// <param name="console">The terminal.</param>
/// <param name="heldOut">What the images held out are called.</param>
internal sealed class LiveView(IAnsiConsole console, string heldOut) : ITrainingView
{
    // Often enough to look alive; each drawing takes time from the network.
    private static readonly TimeSpan BetweenDrawings = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public TrainingResult Show(Trainer trainer, Func<TrainingResult> train)
    {
        var display = new TrainingDisplay(heldOut);
        return new LiveDisplay(console, display) { AutoClear = true }.Start(context =>
        {
            var sinceDrawing = Stopwatch.StartNew();
            trainer.StepFinished += (_, step) =>
            {
                display.Add(step);
                if (sinceDrawing.Elapsed >= BetweenDrawings || step.Step == step.Steps)
                {
                    context.Refresh();
                    sinceDrawing.Restart();
                }
            };
            trainer.EpochFinished += (_, epoch) => console.WriteLine(ProgressText.Fit(ProgressText.PartsOf(epoch, heldOut), console.Profile.Width - 1));
            return train();
        });
    }

    /// <inheritdoc/>
    public void Warn(string message) => console.WriteLine(message);
}
