using System;
using System.Linq;

namespace ResNetGen.Cli.Runs;

/// <summary>Command lines as a shell reads them.</summary>
internal static class Shell
{
    /// <summary>A command line of these words.</summary>
    public static string Line(params ReadOnlySpan<string> words) => string.Join(' ', words.ToArray().Select(Quoted));

    /// <summary>A word, in quotes where a shell would take it for more than itself.</summary>
    public static string Quoted(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "_-./:=,@%+".Contains(c, StringComparison.Ordinal)) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
