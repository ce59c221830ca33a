using System;
using System.Collections.Generic;
using ResNetGen.Cli.Training;

namespace ResNetGen.Cli.Runs;

/// <summary>A run's <c>run.json</c>: what it takes to understand the run later, or to do it again.</summary>
/// <param name="State"><c>running</c>, <c>completed</c>, <c>stopped</c> by the user, or <c>failed</c>.</param>
/// <param name="Command">As it was typed.</param>
/// <param name="Arguments">The same, word by word, to go on with it.</param>
/// <param name="Started">When, in universal time.</param>
/// <param name="Versions">Of all that computed when it was begun.</param>
/// <param name="Spec">The network.</param>
/// <param name="Data">What it learned from.</param>
/// <param name="Options">How: all that decides the run, by name.</param>
/// <param name="Validation">How many training images were held out.</param>
/// <param name="Weights">The weights that it started from; null for fresh ones.</param>
/// <param name="Results">What it came to, once it has ended.</param>
internal sealed record RunReport(
    string State,
    string Command,
    string[] Arguments,
    DateTimeOffset Started,
    RunVersions Versions,
    RunSpec Spec,
    string Data,
    IReadOnlyDictionary<string, string> Options,
    int Validation,
    string? Weights,
    Outcome? Results)
{
    /// <summary>The versions that it went on with last, where they are others than it was begun with.</summary>
    public RunVersions? LaterVersions { get; init; }

    /// <summary>What it came to where it is several runs, one a seed.</summary>
    public SeedOutcome? Seeds { get; init; }

    /// <summary>The report of a run as it stands.</summary>
    public static RunReport Of(TrainingRequest request, string state, DateTimeOffset started, RunVersions versions, Outcome? results)
    {
        var options = request.Options;
        return new RunReport(
            state,
            request.Command,
            request.Arguments,
            started,
            versions,
            RunSpec.Of(request.Spec),
            request.Data,
            options.ToTexts(),
            request.Validation,
            request.Weights,
            results)
        {
            LaterVersions = versions == RunVersions.Current ? null : RunVersions.Current,
        };
    }
}
