using System;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace ResNetGen.Cli.Doctor;

/// <summary>The native libraries that this process has loaded.</summary>
internal static class LoadedLibraries
{
    /// <summary>The path of the first one whose path contains one of the words, links resolved; null if none does.</summary>
    public static string? Find(params string[] words)
    {
        using var process = Process.GetCurrentProcess();
        return process.Modules.Cast<ProcessModule>()
            .Select(module => module.FileName)
            .FirstOrDefault(path => words.Any(word => path.Contains(word, StringComparison.Ordinal)) && Path.GetFileName(path).StartsWith("lib", StringComparison.Ordinal));
    }
}
