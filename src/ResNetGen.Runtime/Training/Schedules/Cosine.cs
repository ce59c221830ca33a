using System;

namespace ResNetGen.Training.Schedules;

/// <summary>Down along half a cosine to nothing (Loshchilov and Hutter, "SGDR", 2017, section 3, without restarts).</summary>
public sealed record Cosine : ISchedule
{
    /// <inheritdoc/>
    public string Name => "cosine";

    /// <inheritdoc/>
    public double Factor(long step, long steps) => 0.5 * (1 + Math.Cos(Math.PI * step / steps));

    /// <inheritdoc/>
    public override string ToString() => Name;
}
