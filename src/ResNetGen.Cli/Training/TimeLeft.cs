using System;
using System.Diagnostics;
using ResNetGen.Training;

namespace ResNetGen.Cli.Training;

/// <summary>Estimates when a run will be done, from what share of it is.</summary>
internal sealed class TimeLeft
{
    private readonly Stopwatch watch = new();
    private double before;

    /// <summary>The share of all steps that is done, 0 to 1.</summary>
    public static double Share(StepReport step) => (step.Epoch - 1 + ((double)step.Step / step.Steps)) / step.Epochs;

    /// <summary>The time that the rest takes if it goes on as before.</summary>
    public TimeSpan After(StepReport step)
    {
        var share = Share(step);
        if (!watch.IsRunning)
        {
            // A run that goes on has a share behind it that took none of this time.
            watch.Start();
            before = share;
        }

        return share > before ? watch.Elapsed * ((1 - share) / (share - before)) : TimeSpan.Zero;
    }
}
