using System;
using System.IO;

namespace ResNetGen;

/// <summary>Data that tests use and the repository does not hold: in the folder <c>shared</c> beside the repository, or where RESNETGEN_SHARED says.</summary>
internal static class SharedFolder
{
    /// <summary>A file or folder in it; the test is skipped where it is absent.</summary>
    public static string Require(string name)
    {
        var root = Environment.GetEnvironmentVariable("RESNETGEN_SHARED") is { Length: > 0 } given ? given : Repository.PathOf("../shared");
        var path = Path.GetFullPath(Path.Combine(root, name));
        Skip.If(!Path.Exists(path), $"{path} is absent; set RESNETGEN_SHARED to the folder that has {name}.");
        return path;
    }
}
