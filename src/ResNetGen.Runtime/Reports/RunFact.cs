namespace ResNetGen.Reports;

/// <summary>Something that is known of a run: a version, a hash, the machine.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">What it says.</param>
public sealed record RunFact(string Name, string Value);
