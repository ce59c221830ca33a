using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using ResNetGen.Engine.Graphs;

namespace ResNetGen.Generator.Tests.Projects;

/// <summary>The assemblies that a user's project is compiled against: .NET, TorchSharp as its package has it, and the Runtime and the Engine of this build.</summary>
internal static class ProjectReferences
{
    public static ImmutableArray<MetadataReference> DotNet { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static MetadataReference TorchSharp { get; } = OfBuild("TorchSharp");

    public static MetadataReference Runtime { get; } = OfBuild("ResNetGen.Runtime");

    public static MetadataReference Engine { get; } = MetadataReference.CreateFromFile(typeof(NetworkGraph).Assembly.Location);

    /// <summary>All of them, always the same objects: what the compiler has read of an assembly is kept with its reference.</summary>
    public static ImmutableArray<MetadataReference> All { get; } = [.. DotNet, TorchSharp, Runtime, Engine];

    public static ImmutableArray<MetadataReference> WithoutTorchSharp { get; } = DotNet.Add(Runtime).Add(Engine);

    /// <summary>What a project with networks for inference alone needs.</summary>
    public static ImmutableArray<MetadataReference> EngineAlone { get; } = DotNet.Add(Engine);

    public static ImmutableArray<MetadataReference> WithoutRuntime { get; } = DotNet.Add(TorchSharp);

    /// <summary>The file of an assembly: ProjectReferences.props says where the build found it.</summary>
    /// <param name="name"><c>TorchSharp</c> or <c>ResNetGen.Runtime</c>.</param>
    public static string PathOf(string name) =>
        typeof(ProjectReferences).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == name).Value!;

    private static PortableExecutableReference OfBuild(string name) => MetadataReference.CreateFromFile(PathOf(name));
}
