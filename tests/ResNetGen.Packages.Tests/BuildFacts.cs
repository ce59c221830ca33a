using System;
using System.Linq;
using System.Reflection;

namespace ResNetGen.Packages.Tests;

/// <summary>What the build told this assembly.</summary>
internal static class BuildFacts
{
    public static string RepositoryRoot => Of("RepositoryRoot");

    public static string Configuration => Of("Configuration");

    public static string TorchBackend => Of("TorchBackend");

    public static string Version => Of("Version");

    /// <summary>The files of the packages that ours depend on.</summary>
    public static string[] Dependencies => Of("Dependencies").Split(';');

    private static string Of(string key) =>
        typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => string.Equals(a.Key, key, StringComparison.Ordinal)).Value!;
}
