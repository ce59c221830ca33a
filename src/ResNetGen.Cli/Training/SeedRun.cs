using System.Text.Json.Serialization;

namespace ResNetGen.Cli.Training;

/// <summary>One of several runs.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Outcome">What it came to; null where its loss became no number.</param>
/// <param name="Failure">Where its loss became no number; null where it did not.</param>
internal sealed record SeedRun(int Seed, Outcome? Outcome, string? Failure)
{
    /// <summary>Whether the user ended it.</summary>
    [JsonIgnore]
    public bool IsStopped => Outcome is { Completed: false };
}
