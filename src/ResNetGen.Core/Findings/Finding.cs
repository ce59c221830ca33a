using System;
using System.Globalization;
using System.Linq;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Findings;

/// <summary>Something found in a specification.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Arguments">The particulars, as they stand in the message.</param>
/// <param name="Place">The characters concerned.</param>
public sealed record Finding(FindingKind Kind, EquatableArray<string> Arguments, Place Place)
{
    /// <summary>A finding with the given particulars; numbers are written as 1,703,258.</summary>
    public Finding(FindingKind kind, Place place, params object[] arguments)
        : this(kind, arguments.Select(Written).ToEquatableArray(), place)
    {
    }

    /// <summary>
    /// Texts that would do in place of the characters of <see cref="Place"/>, the best first: editors offer them as fixes. They are written as that
    /// text is, so a name has its quotes where the file needs them.
    /// </summary>
    public EquatableArray<string> Replacements { get; init; }

    /// <summary>What is, and what would do, with the numbers.</summary>
    public string Message => string.Format(CultureInfo.InvariantCulture, Kind.Format, Arguments.ToArray<object>());

    private static string Written(object argument) => argument switch
    {
        int number => number.ToString("N0", CultureInfo.InvariantCulture),
        long number => number.ToString("N0", CultureInfo.InvariantCulture),
        _ => Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "",
    };
}
