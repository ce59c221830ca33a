using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ResNetGen.Core.Reading;

/// <summary>Names as C# has them.</summary>
public static class CSharpNames
{
    /// <summary>How many bytes of UTF-8 a name can have; the compiler refuses longer ones (CS7013).</summary>
    private const int MostBytes = 1023;

    /// <summary>Whether a text is longer than the name of a class or a namespace can be.</summary>
    public static bool IsTooLong(string text) => text.Length > MostBytes || Encoding.UTF8.GetByteCount(text) > MostBytes;

    /// <summary>Whether a text is an identifier; keywords are, since they can be written as <c>@class</c>.</summary>
    public static bool IsIdentifier(string text) => text.Length > 0 && IsStart(text[0]) && text.All(IsPart);

    /// <summary>Whether a text is one or more identifiers parted by dots.</summary>
    public static bool IsNamespace(string text) => text.Split('.').All(IsIdentifier);

    /// <summary>
    /// The class of a <c>.resnet.json</c> file that names none: the letters and digits of the file's name, each that starts the name or follows
    /// something else in upper case: <c>my-resnet20.resnet.json</c> to <c>MyResnet20</c>. Null where that is no identifier.
    /// </summary>
    public static string? ClassOfFile(string path)
    {
        var name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        if (name.EndsWith(SpecFileReader.Extension, StringComparison.OrdinalIgnoreCase))
        {
            name = name.Substring(0, name.Length - SpecFileReader.Extension.Length);
        }

        var result = new StringBuilder();
        var startsWord = true;
        foreach (var character in name)
        {
            if (char.IsLetterOrDigit(character))
            {
                result.Append(startsWord ? char.ToUpperInvariant(character) : character);
            }

            startsWord = !char.IsLetterOrDigit(character);
        }

        return IsIdentifier(result.ToString()) ? result.ToString() : null;
    }

    /// <summary>A project's root namespace as a namespace: what cannot stand in a name becomes <c>_</c>.</summary>
    public static string NamespaceOf(string rootNamespace) => string.Join(".", rootNamespace.Split('.').Where(p => p.Length > 0).Select(part =>
    {
        var name = string.Concat(part.Select(c => IsPart(c) ? c : '_'));
        return IsStart(name[0]) ? name : "_" + name;
    }));

    private static bool IsStart(char character) => character == '_' || char.IsLetter(character);

    // Format characters, which C# allows, it also takes out of the name again: two names could be one.
    private static bool IsPart(char character) => IsStart(character) || char.GetUnicodeCategory(character) is
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
