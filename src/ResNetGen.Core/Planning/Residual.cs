namespace ResNetGen.Core.Planning;

/// <summary>What a unit adds to its shortcut.</summary>
/// <param name="Value">The value.</param>
/// <param name="Activated">The value that the first convolution takes.</param>
/// <param name="Convolutions">How many convolutions there are on the way.</param>
/// <param name="LastNorm">The key of the last norm, or null.</param>
internal sealed record Residual(int Value, int Activated, int Convolutions, string? LastNorm);
