using System;

namespace ResNetGen.Training.Schedules;

/// <summary>
/// A small rate for the first steps, then another schedule, as if it had gone on all the time: He et al. (2015, section 4.2) warm ResNet-110 up with a
/// tenth of the rate, and He et al. (2016, appendix) all networks for 400 steps.
/// </summary>
/// <param name="Steps">How many steps.</param>
/// <param name="Share">The factor of these steps.</param>
/// <param name="Then">What counts after them.</param>
public sealed record WarmUp(int Steps, double Share, ISchedule Then) : ISchedule
{
    /// <inheritdoc/>
    public string Name => Then.Name;

    /// <inheritdoc/>
    public double Factor(long step, long steps) => step < Steps ? Share : Then.Factor(step, steps);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Share} for {Steps} steps, then {Then}");
}
