using System.Text.Json.Serialization;

namespace ResNetGen.Cli.Training;

/// <summary>What a training run came to, as <c>--json</c> gives it and <c>run.json</c> keeps it.</summary>
/// <param name="Epochs">The epochs that were finished.</param>
/// <param name="Completed">Whether all were. If not, the weights are those of a later step than the scores.</param>
/// <param name="Images">How many test images there are; null, as all scores, if none were scored.</param>
/// <param name="Correct">How many of them were scored right by the last weights.</param>
/// <param name="Top1">The share of these, 0 to 1.</param>
/// <param name="Top5">The share whose class is among the five highest scores, 0 to 1.</param>
/// <param name="Loss">Mean cross-entropy of the test images.</param>
/// <param name="BestEpoch">The epoch whose weights are in <c>best.safetensors</c>, if images were held out to choose it.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="ImagesPerSecond">Training images each second.</param>
/// <param name="Folder">Where weights and logs are.</param>
internal sealed record Outcome(
    int Epochs,
    bool Completed,
    int? Images,
    int? Correct,
    double? Top1,
    double? Top5,
    double? Loss,
    int? BestEpoch,
    double Seconds,
    double ImagesPerSecond,
    [property: JsonPropertyName("out")] string Folder);
