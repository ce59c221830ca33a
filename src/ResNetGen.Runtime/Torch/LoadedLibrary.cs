using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ResNetGen.Torch;

/// <summary>The native libraries that this process has loaded, as Linux lists them.</summary>
public static class LoadedLibrary
{
    private const string Maps = "/proc/self/maps";

    /// <summary>Finds a loaded library by the beginning of its file name.</summary>
    /// <param name="name">The beginning of the file name, such as <c>libgomp</c>.</param>
    /// <returns>The path; null where no such library is loaded or the system does not tell.</returns>
    public static string? Find(string name) => FindAll(name) is [var first, ..] ? first : null;

    /// <summary>Finds all loaded libraries whose file names begin with one of the given texts.</summary>
    /// <param name="names">The beginnings of file names.</param>
    /// <returns>The paths, each once; empty where the system does not tell.</returns>
    public static IReadOnlyList<string> FindAll(params IReadOnlyList<string> names) => !File.Exists(Maps) ? [] :
    [
        .. File.ReadLines(Maps)
            .Select(line => line.IndexOf('/', StringComparison.Ordinal) is >= 0 and var start ? line[start..] : "")
            .Where(path => names.Any(name => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal)))
            .Distinct(StringComparer.Ordinal),
    ];
}
