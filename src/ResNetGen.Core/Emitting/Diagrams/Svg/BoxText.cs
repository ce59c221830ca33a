using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.Diagrams.Svg;

/// <summary>How the text in boxes looks.</summary>
internal static class BoxText
{
    /// <summary>Units: their structure, and the layers that say most of them.</summary>
    public static IReadOnlyList<TextLine> Of(UnitGroup group) =>
        LayerText.Lines(group).Select((line, i) => new TextLine(line, i == 0 ? TextStyle.Name : TextStyle.Body)).ToList();

    /// <summary>A layer: what it is; its key and its channels below.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="quantity">How a number of it is written.</param>
    public static IReadOnlyList<TextLine> Of(DrawnLayer layer, Func<Quantity, string> quantity) =>
        LayerText.Lines(layer, quantity).Select((line, i) => new TextLine(line, i == 0 ? TextStyle.Body : TextStyle.Quiet)).ToList();
}
