namespace ResNetGen.Cli.Runs;

/// <summary>The versions of all that computed a run.</summary>
internal sealed record RunVersions(string ResNetGen, string DotNet, string Torch);
