using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Training.Schedules;

/// <summary>
/// The full rate, and less of it from certain shares of the steps on. Without drops of its own: a tenth from half of the steps, and a hundredth from three
/// quarters, what CIFAR networks were published with (He et al., 2015, section 4.2: 32,000 and 48,000 of 64,000 steps).
/// </summary>
public sealed record StepDecay : ISchedule
{
    /// <summary>From which share of the steps on (0 to 1, rising) which factor counts.</summary>
    public IReadOnlyList<(double From, double Factor)> Drops { get; init; } = [(0.5, 0.1), (0.75, 0.01)];

    /// <inheritdoc/>
    public string Name => "step";

    /// <inheritdoc/>
    public double Factor(long step, long steps) => Drops.LastOrDefault(drop => step >= drop.From * steps, (0, 1)).Factor;

    /// <summary>Whether both drop alike.</summary>
    public bool Equals(StepDecay? other) => other is not null && Drops.SequenceEqual(other.Drops);

    /// <inheritdoc/>
    public override int GetHashCode() => Drops.Aggregate(0, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => "step, " + string.Join(", ", Drops.Select(drop => FormattableString.Invariant($"{drop.Factor} from {drop.From}")));
}
