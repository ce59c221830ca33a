using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.Summary;

/// <summary>Shapes, one under another.</summary>
internal static class ShapeText
{
    /// <summary>The shapes as text with equal sizes under each other: <c>&#160;16 x 32 x 32</c> over <c>128 x&#160; 8 x&#160; 8</c>.</summary>
    public static IReadOnlyList<string> Aligned(IEnumerable<Shape> shapes)
    {
        var all = shapes.ToList();
        var widths = new[] { Widest(all.Select(s => s.Channels)), Widest(all.Select(s => s.Height)), Widest(all.Select(s => s.Width)) };
        return all.Select(shape => shape.IsVector
            ? Padded(shape.Channels, widths[0])
            : string.Join(" x ", Padded(shape.Channels, widths[0]), Padded(shape.Height, widths[1]), Padded(shape.Width, widths[2]))).ToList();
    }

    private static int Widest(IEnumerable<int> numbers) => numbers.Max(n => Text(n).Length);

    private static string Padded(int number, int width) => Text(number).PadLeft(width);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
