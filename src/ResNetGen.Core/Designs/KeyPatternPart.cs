namespace ResNetGen.Core.Designs;

/// <summary>A part of a <see cref="KeyPattern"/>: a text, or a number.</summary>
/// <param name="Text">The text; nothing for a number.</param>
/// <param name="Number">The number; null for a text.</param>
/// <param name="Offset">What is added to the number.</param>
public sealed record KeyPatternPart(string Text, KeyNumber? Number = null, int Offset = 0);
