using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace ResNetGen.Cli.Training;

/// <summary>What several runs came to that differ in their seeds alone.</summary>
/// <param name="Completed">Whether all were finished.</param>
/// <param name="Diverged">How many ended because their loss was no number any more. They are in no mean.</param>
/// <param name="Top1">The mean share of test images that were scored right, 0 to 1; null before a run is finished.</param>
/// <param name="Top1Deviation">The standard deviation of this share between runs (of the sample: n - 1).</param>
/// <param name="Loss">The mean cross-entropy of the test images.</param>
/// <param name="Seconds">How long those took together that did not diverge.</param>
/// <param name="Runs">Each run, in the order of seeds.</param>
/// <param name="Folder">Where the runs are.</param>
internal sealed record SeedOutcome(
    bool Completed,
    int Diverged,
    double? Top1,
    double? Top1Deviation,
    double? Loss,
    double Seconds,
    IReadOnlyList<SeedRun> Runs,
    [property: JsonPropertyName("out")] string Folder)
{
    /// <summary>Whether there is something to go on with.</summary>
    [JsonIgnore]
    public bool IsStopped { get; init; }
}
