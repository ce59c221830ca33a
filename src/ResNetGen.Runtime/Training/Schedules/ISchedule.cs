namespace ResNetGen.Training.Schedules;

/// <summary>How the learning rate goes over a training run: a function of the step alone.</summary>
public interface ISchedule
{
    /// <summary>The name that the command line knows it by.</summary>
    string Name { get; }

    /// <summary>What the learning rate is multiplied by at a step.</summary>
    /// <param name="step">The step, from 0 to <paramref name="steps"/> - 1.</param>
    /// <param name="steps">The steps of the whole run, at least 1.</param>
    /// <returns>A factor from 0 to 1.</returns>
    double Factor(long step, long steps);
}
