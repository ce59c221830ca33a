namespace ResNetGen.Training;

/// <summary>Where a run stands after a step.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">The epochs of the run.</param>
/// <param name="Step">The step of its epoch, from 1.</param>
/// <param name="Steps">The steps of an epoch.</param>
/// <param name="Loss">The step's loss: mean cross-entropy of its batch, in nats, before the step.</param>
/// <param name="Top1">The share of this epoch's images so far that got the highest score for their class, 0 to 1.</param>
/// <param name="LearningRate">The step's learning rate.</param>
/// <param name="ImagesPerSecond">The speed of this epoch so far.</param>
public readonly record struct StepReport(
    int Epoch,
    int Epochs,
    int Step,
    int Steps,
    double Loss,
    double Top1,
    double LearningRate,
    double ImagesPerSecond);
