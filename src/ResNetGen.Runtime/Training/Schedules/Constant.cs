namespace ResNetGen.Training.Schedules;

/// <summary>The same learning rate at every step.</summary>
public sealed record Constant : ISchedule
{
    /// <inheritdoc/>
    public string Name => "constant";

    /// <inheritdoc/>
    public double Factor(long step, long steps) => 1;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
