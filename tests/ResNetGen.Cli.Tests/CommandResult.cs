using System.Text.Json;

namespace ResNetGen.Cli.Tests;

/// <summary>What a command wrote, and how it ended.</summary>
internal sealed record CommandResult(int ExitCode, string Out, string Error)
{
    /// <summary>The one JSON object on stdout; fails if there is anything else.</summary>
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Out);
}
