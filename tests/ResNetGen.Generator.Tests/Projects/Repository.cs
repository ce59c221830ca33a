using System;
using System.IO;

namespace ResNetGen.Generator.Tests.Projects;

/// <summary>The repository that the tests are in.</summary>
internal static class Repository
{
    private static readonly Lazy<string> Root = new(() =>
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Directory.Packages.props")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not in the repository.");
        }

        return folder;
    });

    /// <summary>The full path of a file or folder of the repository.</summary>
    public static string PathOf(string relative) => Path.Combine(Root.Value, relative);
}
