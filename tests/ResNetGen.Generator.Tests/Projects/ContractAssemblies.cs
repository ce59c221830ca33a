using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ResNetGen.Generator.Tests.Contract;

namespace ResNetGen.Generator.Tests.Projects;

/// <summary>
/// .NET, TorchSharp's public surface at one release, and the part of the Runtime that generated code uses, compiled against that surface.
/// No body does anything: what these prove is that sources compile.
/// </summary>
internal sealed class ContractAssemblies
{
    private static readonly string[] RuntimeSources =
    [
        "FeatureShape.cs", "IGeneratedNetwork.cs", "NetworkInfo.cs", "NetworkShapeAttribute.cs", "ResNetAttribute.cs", "ResNetSpecAttribute.cs", "StageInfo.cs", "WeightDecay.cs",
        "Data/ImageLayout.cs", "Torch/ITorchPlatform.cs", "Training/Precision.cs",
    ];

    private static readonly string[] RuntimeFolders = ["Options", "Modules", "Inference", "Inference/Binding", "Inference/Steps"];

    // Networks for inference load files. All that reads these would bring the libraries of every format.
    private const string WeightsFile = """
        namespace ResNetGen.Weights { public static class WeightsFile { public static void Load(TorchSharp.torch.nn.Module network, string path) { } } }
        """;

    // What provides torch is chosen when the Runtime is built.
    private const string TorchPlatform = "namespace ResNetGen.Torch { public static class TorchPlatform { public static ITorchPlatform Current => throw null!; } }";

    private static IEnumerable<string> RuntimeFolder(string name) =>
        Directory.GetFiles(Repository.PathOf("src/ResNetGen.Runtime/" + name), "*.cs").Select(path => name + "/" + Path.GetFileName(path));

    private ContractAssemblies(string version)
    {
        var torch = Emit("TorchSharp", DotNet, ContractSource.Of(version));
        Torch = torch;
        Runtime = Emit("ResNetGen.Runtime", DotNet.Add(torch), [.. RuntimeSources.Concat(RuntimeFolders.SelectMany(RuntimeFolder)).Select(file => File.ReadAllText(Repository.PathOf("src/ResNetGen.Runtime/" + file))), WeightsFile, TorchPlatform]);
        References = [.. DotNet, Torch, Runtime];
    }

    private static readonly Lazy<ContractAssemblies> LazyOldest = new(() => new ContractAssemblies("0.99.6"));

    private static readonly Lazy<ContractAssemblies> LazyNewest = new(() => new ContractAssemblies("0.107.0"));

    public static ContractAssemblies Oldest => LazyOldest.Value;

    public static ContractAssemblies Newest => LazyNewest.Value;

    public static ImmutableArray<MetadataReference> DotNet { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public MetadataReference Torch { get; }

    public MetadataReference Runtime { get; }

    public ImmutableArray<MetadataReference> References { get; }

    private static PortableExecutableReference Emit(string name, ImmutableArray<MetadataReference> references, params string[] sources)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true);
        var compilation = CSharpCompilation.Create(name, sources.Select(s => CSharpSyntaxTree.ParseText(s)), references, options);
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        return result.Success
            ? MetadataReference.CreateFromImage(stream.ToArray())
            : throw new InvalidOperationException(name + ": " + string.Join(Environment.NewLine, result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(20)));
    }
}
