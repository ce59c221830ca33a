using System;

namespace ResNetGen.Training.Schedules;

/// <summary>
/// Up in a line from a small rate to the full one, then down along half a cosine to nothing
/// (Smith and Topin, "Super-Convergence", 2017, arXiv:1708.07120): the best of few epochs.
/// </summary>
/// <param name="WarmUp">The share of all steps that the way up takes.</param>
/// <param name="Start">The factor of the first step.</param>
public sealed record OneCycle(double WarmUp = 0.25, double Start = 0.04) : ISchedule
{
    /// <inheritdoc/>
    public string Name => "one-cycle";

    /// <inheritdoc/>
    public double Factor(long step, long steps)
    {
        var done = (double)step / steps;
        return done < WarmUp
            ? Start + ((1 - Start) * done / WarmUp)
            : 0.5 * (1 + Math.Cos(Math.PI * (done - WarmUp) / (1 - WarmUp)));
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"one-cycle, up for {WarmUp} from {Start}");
}
