using System.Collections.Generic;

namespace ResNetGen.Core.Tests.Emitting.Diagrams;

/// <summary>A box and the lines in it.</summary>
internal sealed record SvgBox(SvgRectangle Place, IReadOnlyList<SvgText> Texts);
