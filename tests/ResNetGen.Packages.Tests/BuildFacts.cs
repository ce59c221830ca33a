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

    /// <summary>The platform that the build is for where nobody names one, such as <c>linux-x64</c>.</summary>
    public static string Platform => Of("Platform");

    public static string TorchSharpVersion => Of("TorchSharpVersion");

    public static string LibTorchVersion => Of("LibTorchVersion");

    public static string GoogleProtobufVersion => Of("GoogleProtobufVersion");

    /// <summary>The folder of the restored packages, which has TorchSharp and libtorch.</summary>
    public static string RestoredPackages => Of("RestoredPackages");

    private static string Of(string key) =>
        typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => string.Equals(a.Key, key, StringComparison.Ordinal)).Value!;
}
