using System;
using System.Security.Cryptography;
using System.Text;
using ResNetGen.Cli.Training;
using ResNetGen.Torch;

namespace ResNetGen.Cli.Runs;

/// <summary>A run's <c>run.json</c>: what it takes to understand the run later, or to do it again.</summary>
/// <param name="State"><c>running</c>, <c>completed</c>, <c>stopped</c> by the user, or <c>failed</c>.</param>
/// <param name="Command">As it was typed.</param>
/// <param name="Started">When, in universal time.</param>
/// <param name="Versions">Of all that computes.</param>
/// <param name="Spec">The network.</param>
/// <param name="Data">What it learned from.</param>
/// <param name="Options">How.</param>
/// <param name="Results">What it came to, once it has ended.</param>
internal sealed record RunReport(
    string State,
    string Command,
    DateTimeOffset Started,
    RunVersions Versions,
    RunSpec Spec,
    string Data,
    RunOptions Options,
    Outcome? Results)
{
    /// <summary>The report of a run as it stands.</summary>
    public static RunReport Of(TrainingRequest request, string state, DateTimeOffset started, Outcome? results)
    {
        var options = request.Options;
        return new RunReport(
            state,
            request.Command,
            started,
            new RunVersions(ProductVersion.Current, Environment.Version.ToString(), $"{TorchPlatform.Current.Name} {TorchPlatform.Current.Version}"),
            new RunSpec(request.Spec.Path, request.Spec.ClassName, Hash(request.Spec.Text)),
            request.Data,
            new RunOptions(
                options.Epochs, options.BatchSize, options.LearningRate, options.Schedule.Name, options.Momentum, options.WeightDecay, request.Seed, request.Validation, request.Weights),
            results);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
