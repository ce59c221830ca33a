using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Core.Reading;

/// <summary>Guesses what a misspelt word was meant to be.</summary>
public static class Spelling
{
    private const int LongestWord = 40;

    // A word that is near has at most half as many letters more.
    private const int LongestNearWord = LongestWord + (LongestWord / 2);

    // A file may have thousands of misspelt words, each compared with many.
    [ThreadStatic]
    private static int[,]? t_edits;

    /// <summary>The word that is nearest, or null where none is near: more than a third of the letters differ.</summary>
    public static string? Nearest(string written, IEnumerable<string> words)
    {
        if (written.Length > LongestWord)
        {
            return null;
        }

        return words
            // Each letter of difference in length is an edit; a table that could not matter is not made.
            .Where(word => IsNear(Math.Abs(written.Length - word.Length), word))
            .Select(word => (word, edits: Edits(written, word)))
            .Where(w => IsNear(w.edits, w.word))
            .OrderBy(w => w.edits)
            .ThenByDescending(w => w.word.Length)
            .ThenBy(w => w.word, StringComparer.Ordinal)
            .Select(w => w.word)
            .FirstOrDefault();

        bool IsNear(int edits, string word) => edits * 3 <= Math.Max(written.Length, word.Length);
    }

    /// <summary>How many letters to insert, remove, replace or swap with their neighbour (Damerau, Levenshtein), capitals counting as small ones.</summary>
    private static int Edits(string from, string to)
    {
        var edits = t_edits ??= new int[LongestWord + 1, LongestNearWord + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    edits[i, j] = i + j;
                    continue;
                }

                var replaced = edits[i - 1, j - 1] + (AreAlike(from[i - 1], to[j - 1]) ? 0 : 1);
                edits[i, j] = Math.Min(replaced, 1 + Math.Min(edits[i - 1, j], edits[i, j - 1]));
                if (i > 1 && j > 1 && AreAlike(from[i - 1], to[j - 2]) && AreAlike(from[i - 2], to[j - 1]))
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[from.Length, to.Length];
    }

    private static bool AreAlike(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
