using System;
using ResNetGen.Training;

namespace ResNetGen.Logs;

/// <summary>What a run's logs keep of an epoch.</summary>
/// <param name="Epoch">The epoch, the first being 1.</param>
/// <param name="Steps">Optimizer steps so far, all epochs together.</param>
/// <param name="Loss">The mean cross-entropy over the epoch's training images, each at its step, in nats.</param>
/// <param name="Top1">The share of them that were scored right, each at its step, 0 to 1.</param>
/// <param name="LearningRate">The learning rate of the epoch's last step.</param>
/// <param name="ImagesPerSecond">How fast the epoch was trained.</param>
/// <param name="Seconds">How long the epoch's training took, evaluation left out.</param>
/// <param name="SecondsWaited">How long of it the network waited for images.</param>
/// <param name="HeldOut">Which images were held out: <c>test</c>, or <c>validation</c>.</param>
/// <param name="HeldOutLoss">Their mean cross-entropy after the epoch, in nats.</param>
/// <param name="HeldOutTop1">The share of them that were scored right after the epoch, 0 to 1.</param>
public sealed record EpochRecord(
    int Epoch,
    long Steps,
    double Loss,
    double Top1,
    double LearningRate,
    double ImagesPerSecond,
    double Seconds,
    double SecondsWaited,
    string HeldOut,
    double HeldOutLoss,
    double HeldOutTop1)
{
    /// <summary>The record of an epoch.</summary>
    /// <param name="epoch">What the trainer reports of it.</param>
    /// <param name="heldOut">Which images were held out.</param>
    public static EpochRecord Of(EpochReport epoch, string heldOut)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        return new EpochRecord(
            epoch.Epoch,
            epoch.Steps,
            epoch.TrainLoss,
            epoch.TrainTop1,
            epoch.LearningRate,
            epoch.ImagesPerSecond,
            epoch.Seconds,
            epoch.SecondsWaited,
            heldOut,
            epoch.Test.Loss,
            epoch.Test.Top1);
    }
}
