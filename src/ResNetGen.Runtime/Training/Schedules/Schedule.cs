using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Training.Schedules;

/// <summary>The schedules that have a name.</summary>
public static class Schedule
{
    /// <summary>They, by name: <c>one-cycle</c>, <c>cosine</c>, <c>step</c>, <c>constant</c>.</summary>
    public static IReadOnlyDictionary<string, ISchedule> Named { get; } =
        new ISchedule[] { new OneCycle(), new Cosine(), new StepDecay(), new Constant() }.ToDictionary(schedule => schedule.Name);
}
