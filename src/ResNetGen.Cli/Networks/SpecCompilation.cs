using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using ResNetGen.Generator;

namespace ResNetGen.Cli.Networks;

/// <summary>A spec in an otherwise empty project: the generator that a user's project runs, and the C# compiler.</summary>
internal static class SpecCompilation
{
    private const string AssemblyName = "ResNetGen.Specs";

    /// <summary>Runs the generator.</summary>
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

    /// <summary>The assembly of a spec's class.</summary>
    /// <exception cref="RefusalException">It does not compile.</exception>
    public static byte[] Compile(string file, string text)
    {
        var diagnostics = Generate(file, text, "", out var compilation).GetRunResult().Diagnostics;
        Refuse(file, diagnostics);

        using var assembly = new MemoryStream();
        Refuse(file, compilation.Emit(assembly, options: new EmitOptions()).Diagnostics);
        return assembly.ToArray();
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
