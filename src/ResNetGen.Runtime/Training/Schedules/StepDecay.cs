namespace ResNetGen.Training.Schedules;

/// <summary>
/// The full rate, a tenth of it from half of the steps on, and a hundredth from three quarters on: what CIFAR networks were published with
/// (He et al., 2015, section 4.2: 32,000 and 48,000 of 64,000 steps).
/// </summary>
public sealed record StepDecay : ISchedule
{
    /// <inheritdoc/>
    public string Name => "step";

    /// <inheritdoc/>
    public double Factor(long step, long steps) => 2 * step < steps ? 1 : 4 * step < 3 * steps ? 0.1 : 0.01;
}
