using System;
using System.Linq;

namespace ResNetGen.Core.Tests.Fuzzing;

/// <summary>Makes random texts of <see cref="SeedTexts"/>, the same ones of the same <see cref="Random"/>.</summary>
internal static class TextMutator
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "//", "/*", "*/", "-", "0", "9", "1e9", "2147483647", "2147483648", "-1", "20", "29", "1202", "null",
        "true", "\n", "\r", "\r\n", "\t", "\0", "\uD800", "\uDC00", "\uFEFF", "\u2028", "\\u12", "\\ud800", " ", ".", "@", "{0}", "class",
        "\"class\": \"Net\",", "\"class\": \"class\",", "\"namespace\": \"A.B\",", "\"version\": 1,", "\"version\": 2,", "\"depth\": 20,", "\"depth\": 21,",
        "\"classes\": 1,", "\"classes\": 2147483647,", "\"input\": [1, 1, 1],", "\"input\": [3, 9999999, 9999999],", "\"$schema\": \"\",", "\"depht\": 1,",
    ];

    private static readonly string[] Seeds = [.. SeedTexts.Good, .. SeedTexts.Good, .. SeedTexts.Nasty];

    /// <summary>A text with one to eight mutations, or now and then one of pieces or of random characters alone.</summary>
    public static string Next(Random random) => random.Next(16) switch
    {
        0 => string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Pieces[random.Next(Pieces.Length)])),
        1 => string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(char.MaxValue + 1))),
        _ => Mutated(Seeds[random.Next(Seeds.Length)], random),
    };

    private static string Mutated(string text, Random random)
    {
        for (var i = random.Next(1, random.Next(2, 10)); i > 0; i--)
        {
            text = Once(text, random);
        }

        return text;
    }

    private static string Once(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var end = at + random.Next(Math.Min(12, text.Length - at + 1));
        return random.Next(7) switch
        {
            0 => text[..at],
            1 => text[..at] + text[end..],
            2 => text[..end] + text[at..],
            3 => text[..at] + (char)random.Next(char.MaxValue + 1) + text[at..],
            4 => text[..at] + random.NextInt64(long.MinValue, long.MaxValue) + text[end..],
            5 => text[..at] + Pieces[random.Next(Pieces.Length)] + text[at..],
            _ => text[..at] + Pieces[random.Next(Pieces.Length)] + text[end..],
        };
    }
}
