using System;
using System.Diagnostics;
using ResNetGen.Training;

namespace ResNetGen.Cli.Training;

/// <summary>Estimates when a run will be done, from what share of it was done since this was made.</summary>
internal sealed class TimeLeft
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private double? first;

    /// <summary>The time that the rest takes if it goes on as before.</summary>
    public TimeSpan Estimate { get; private set; }

    /// <summary>The share of all steps that is done, 0 to 1.</summary>
    public static double Share(StepReport step) => (step.Epoch - 1 + ((double)step.Step / step.Steps)) / step.Epochs;

    /// <summary>Takes the next step.</summary>
    public void Add(StepReport step)
    {
        // A run that is continued does not begin at 0.
        var share = Share(step);
        first ??= share - (1.0 / ((double)step.Steps * step.Epochs));
        Estimate = watch.Elapsed * ((1 - share) / (share - first.Value));
    }
}
