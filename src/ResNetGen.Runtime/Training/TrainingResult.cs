using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Training;

/// <summary>What a run brought.</summary>
/// <param name="Epochs">The epochs that were finished, in order.</param>
/// <param name="Completed">Whether all were; if not, the run was stopped.</param>
/// <param name="Seconds">How long the run took, evaluation included.</param>
public sealed record TrainingResult(IReadOnlyList<EpochReport> Epochs, bool Completed, double Seconds)
{
    /// <summary>How the network does after the last finished epoch; null if none was finished.</summary>
    public Evaluation? Last => Epochs.Count == 0 ? null : Epochs[^1].Test;

    /// <summary>Training images each second, over the finished epochs.</summary>
    public double ImagesPerSecond => Epochs.Count == 0 ? 0 : Epochs.Sum(epoch => epoch.ImagesPerSecond * epoch.Seconds) / Epochs.Sum(epoch => epoch.Seconds);
}
