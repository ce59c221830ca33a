namespace ResNetGen.Cli.Commands;

/// <summary>A stage as <c>describe --json</c> gives it.</summary>
internal sealed record StageJson(string Name, int Units, int[] Output, long Parameters, long MultiplyAdds);
