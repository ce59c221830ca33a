using ResNetGen.Training;

namespace ResNetGen.Logs;

/// <summary>What a run's logs may keep of a step.</summary>
/// <param name="Steps">Optimizer steps so far, all epochs together: the step's number, the first being 1.</param>
/// <param name="Loss">The step's loss.</param>
/// <param name="LearningRate">The step's learning rate.</param>
/// <param name="ImagesPerSecond">The speed of this epoch so far.</param>
public readonly record struct StepRecord(long Steps, double Loss, double LearningRate, double ImagesPerSecond)
{
    /// <summary>The record of a step.</summary>
    /// <param name="step">What the trainer reports of it.</param>
    public static StepRecord Of(StepReport step) =>
        new(((step.Epoch - 1L) * step.Steps) + step.Step, step.Loss, step.LearningRate, step.ImagesPerSecond);
}
