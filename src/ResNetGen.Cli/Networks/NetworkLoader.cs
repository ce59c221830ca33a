using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using ResNetGen.Cli.Specs;
using ResNetGen.Generator;
using ResNetGen.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Cli.Networks;

/// <summary>Makes a network of a spec: runs the generator that a user's project runs, compiles what it wrote in memory, and loads it.</summary>
internal static class NetworkLoader
{
    private const string AssemblyName = "ResNetGen.Specs";

    /// <summary>The network of a spec with fresh weights, on the GPU where torch has one.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="seed">Decides its fresh weights.</param>
    /// <exception cref="SpecRefusedException">The spec has errors.</exception>
    public static nn.Module<Tensor, Tensor> Load(SpecFile spec, long seed)
    {
        _ = spec.Plan;
        manual_seed(seed);
        var network = Compile(spec.Path, spec.Text);
        return TorchPlatform.Current.HasCuda ? network.to(CUDA) : network;
    }

    /// <summary>Runs the generator over a spec in an otherwise empty project.</summary>
    /// <param name="file">The spec's path.</param>
    /// <param name="text">The spec.</param>
    /// <param name="rootNamespace">The project's namespace; empty for none.</param>
    /// <param name="compilation">The project with what the generator wrote.</param>
    public static GeneratorDriver Generate(string file, string text, string rootNamespace, out Compilation compilation)
    {
        var driver = CSharpGeneratorDriver.Create(
            generators: [new ResNetGenerator().AsSourceGenerator()],
            additionalTexts: [new SpecText(file, text)],
            parseOptions: CSharpParseOptions.Default,
            optionsProvider: new ProjectProperties(rootNamespace));
        return driver.RunGeneratorsAndUpdateCompilation(EmptyCompilation(), out compilation, out _);
    }

    private static nn.Module<Tensor, Tensor> Compile(string file, string text)
    {
        var diagnostics = Generate(file, text, "", out var compilation).GetRunResult().Diagnostics;
        Refuse(file, diagnostics);

        using var assembly = new MemoryStream();
        Refuse(file, compilation.Emit(assembly, options: new EmitOptions()).Diagnostics);
        assembly.Position = 0;

        // A context of its own: assemblies of several specs have the same name.
        var types = new AssemblyLoadContext(file).LoadFromStream(assembly).GetTypes();
        var network = types.Single(type => type.IsAssignableTo(typeof(nn.Module<Tensor, Tensor>)) && !type.IsNested);
        return (nn.Module<Tensor, Tensor>)Activator.CreateInstance(network)!;
    }

    private static CSharpCompilation EmptyCompilation() => CSharpCompilation.Create(
        AssemblyName,
        references: References(),
        options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

    // What this process itself runs on: .NET, the runtime library, and the assembly that provides torch.
    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Select(path => MetadataReference.CreateFromFile(path));

    private static void Refuse(string file, IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()).ToArray();
        if (errors.Length > 0)
        {
            throw new RefusalException($"{file} does not compile.{Environment.NewLine}{string.Join(Environment.NewLine, errors)}");
        }
    }
}
