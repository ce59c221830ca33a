namespace ResNetGen.Training;

/// <summary>What an epoch brought.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">The epochs of the run.</param>
/// <param name="TrainLoss">Mean loss over the epoch's training images, each at its step.</param>
/// <param name="TrainTop1">The share of them that got the highest score for their class, each at its step, 0 to 1.</param>
/// <param name="Test">How the network does after the epoch on the images held out.</param>
/// <param name="LearningRate">That of the epoch's last step.</param>
/// <param name="Steps">Optimizer steps so far, all epochs together.</param>
/// <param name="Seconds">How long the epoch's training took, evaluation left out.</param>
/// <param name="SecondsWaited">How long of it the network waited for images.</param>
/// <param name="ImagesPerSecond">Training images each second.</param>
public sealed record EpochReport(
    int Epoch,
    int Epochs,
    double TrainLoss,
    double TrainTop1,
    Evaluation Test,
    double LearningRate,
    long Steps,
    double Seconds,
    double SecondsWaited,
    double ImagesPerSecond);
