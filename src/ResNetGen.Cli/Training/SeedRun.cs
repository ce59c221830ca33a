namespace ResNetGen.Cli.Training;

/// <summary>One of several runs.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Outcome">What it came to.</param>
internal sealed record SeedRun(int Seed, Outcome Outcome);
