namespace ResNetGen.Core.Findings;

/// <summary>Characters in a text of the user's: where a finding is underlined.</summary>
/// <param name="Path">The file, as its reader was told.</param>
/// <param name="Start">The first character's offset in the text.</param>
/// <param name="Length">How many characters.</param>
/// <param name="StartLine">The line of the first character, the first line being 0.</param>
/// <param name="StartColumn">The column of the first character, in UTF-16 units, the first column being 0.</param>
/// <param name="EndLine">The line of the character after the last.</param>
/// <param name="EndColumn">The column of the character after the last.</param>
public sealed record Place(string Path, int Start, int Length, int StartLine, int StartColumn, int EndLine, int EndColumn);
