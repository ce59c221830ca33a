using System;
using System.IO;

namespace ResNetGen;

/// <summary>The repository that the tests were built in.</summary>
internal static class Repository
{
    private static readonly Lazy<string> Root = new(FindRoot);

    /// <summary>The full path of a file or folder of it, which need not be there.</summary>
    public static string PathOf(string relative) => Path.GetFullPath(Path.Combine(Root.Value, relative));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Directory.Packages.props")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not in the repository.");
        }

        return folder;
    }
}
