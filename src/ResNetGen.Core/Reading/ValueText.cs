using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Reading;

/// <summary>What messages say of values and words.</summary>
public static class ValueText
{
    private const int Longest = 40;

    /// <summary>The start of a text that may be too long for a message.</summary>
    public static string Shortened(string text) => text.Length <= Longest ? text : text.Substring(0, Longest) + "…";

    /// <summary>Which word was meant, or which there are.</summary>
    /// <param name="nearest">The word that <see cref="Spelling.Nearest"/> finds, or null.</param>
    /// <param name="words">The words that there are.</param>
    /// <param name="most">How many may be listed; of more, these are named as examples.</param>
    /// <param name="list">What comes before the list: <c>choose</c>, <c>it has</c>.</param>
    /// <param name="conjunction">The word before the last one of the list.</param>
    public static string Suggestion(string? nearest, IReadOnlyCollection<string> words, int most, string list, string conjunction)
    {
        if (nearest is not null)
        {
            return $"did you mean '{nearest}'?";
        }

        return list + " " + (words.Count <= most ? Listed(words, conjunction) : string.Join(", ", words.Take(most)) + " and others");
    }

    /// <summary>Words in a row: <c>a, b and c</c>.</summary>
    public static string Listed(IReadOnlyCollection<string> words, string conjunction) => words.Count < 2
        ? string.Concat(words)
        : string.Join(", ", words.Take(words.Count - 1)) + " " + conjunction + " " + words.Last();

    /// <summary>The thing that an option's choices are, without the article: <c>unit</c>, <c>shortcut</c>.</summary>
    public static string NounOf(Option option) => option.Json == "kind"
        ? option.Owner.Words.Substring(option.Owner.Words.IndexOf(' ') + 1)
        : string.Concat(option.Json.Select(c => char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
}
