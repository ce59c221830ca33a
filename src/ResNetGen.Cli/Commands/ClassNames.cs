using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ResNetGen.Cli.Commands;

/// <summary>The names of classes in a file: one a line, in the order of the scores.</summary>
internal static class ClassNames
{
    /// <summary>Reads them.</summary>
    /// <param name="path">The file. Empty lines at its end do not count.</param>
    /// <param name="classes">How many the network scores.</param>
    /// <exception cref="RefusalException">The file cannot be read, or has another count of names.</exception>
    public static IReadOnlyList<string> Read(string path, int classes)
    {
        string[] lines;
        try
        {
            lines = [.. File.ReadAllLines(path).Select(line => line.Trim()).Reverse().SkipWhile(line => line.Length == 0).Reverse()];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException($"{path} cannot be read: {error.Message}");
        }

        return lines.Length == classes
            ? lines
            : throw new RefusalException($"{path} has {lines.Length} lines, and the network scores {classes} classes; it needs a name a line, in the order of the scores.");
    }
}
