using System;
using System.Linq;
using System.Reflection;

namespace ResNetGen.LibTorch.Tests;

/// <summary>Data that no repository holds, beside this one or where RESNETGEN_SHARED says.</summary>
internal static class SharedFolder
{
    internal static string Path { get; } = Environment.GetEnvironmentVariable("RESNETGEN_SHARED") is { Length: > 0 } named
        ? named
        : System.IO.Path.GetFullPath(System.IO.Path.Combine(RepositoryRoot, "..", "shared"));

    private static string RepositoryRoot => typeof(SharedFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;
}
