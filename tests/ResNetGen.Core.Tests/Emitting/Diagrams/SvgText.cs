namespace ResNetGen.Core.Tests.Emitting.Diagrams;

/// <summary>A text and how much room it takes.</summary>
internal sealed record SvgText(string Text, SvgRectangle Place);
