using System.Linq;

namespace ResNetGen.Core.Emitting.Diagrams.Svg;

/// <summary>
/// How wide texts are where nobody can measure them. The widths are those of DejaVu Sans, which is wider than what other systems have as their sans-serif
/// (Helvetica, Arial, Segoe, Roboto), so that boxes fit everywhere.
/// </summary>
internal static class TextWidth
{
    // Bold letters are wider by a fifth at most.
    private const double Bold = 1.2;

    /// <summary>The width of a text in pixels.</summary>
    public static double Of(string text, TextStyle style) => text.Sum(OfCharacter) * style.Size * (style.IsBold ? Bold : 1);

    private static double OfCharacter(char character) => character switch
    {
        'i' or 'j' or 'l' or 'I' or 'J' or '\'' or '|' => 0.34,
        ' ' or '.' or ',' or ':' or ';' or '/' or 'f' or 'r' or 't' or '-' or '(' or ')' => 0.42,
        'm' or 'w' or 'M' or 'W' or 'Q' or 'O' or '×' or '→' or '+' or '=' or '…' or '%' or '@' => 1,
        (>= 'A' and <= 'Z') or '#' or '&' or '<' or '>' or '^' or '~' => 0.84,
        >= ' ' and <= '~' => 0.64,
        _ => 1.05,
    };
}
