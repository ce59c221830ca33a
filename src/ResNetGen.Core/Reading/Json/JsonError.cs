namespace ResNetGen.Core.Reading.Json;

/// <summary>Where a text stops being JSON.</summary>
/// <param name="Start">The first character that does not belong there.</param>
/// <param name="Length">How many characters are concerned; 0 at the end of the text.</param>
/// <param name="Expected">What could stand there, in words.</param>
/// <param name="Found">What stands there, in words.</param>
internal sealed record JsonError(int Start, int Length, string Expected, string Found);
