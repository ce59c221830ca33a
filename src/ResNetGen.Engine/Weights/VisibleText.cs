using System.Globalization;
using System.Linq;

namespace ResNetGen;

/// <summary>Texts for messages. Names come from files, and could write on the user's terminal what they like.</summary>
internal static class VisibleText
{
    /// <summary>The text with control characters spelled out; line ends stay.</summary>
    public static string Of(string text) => text.Any(IsHidden)
        ? string.Concat(text.Select(character => IsHidden(character) ? string.Create(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}") : character.ToString()))
        : text;

    private static bool IsHidden(char character) => char.IsControl(character) && character != '\n';
}
