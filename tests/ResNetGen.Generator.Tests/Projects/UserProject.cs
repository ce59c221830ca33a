using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ResNetGen.Generator.Uses;

namespace ResNetGen.Generator.Tests.Projects;

/// <summary>A project as a user would have it: sources, specification files, references, a C# version.</summary>
internal sealed record UserProject
{
    // The compilations of many projects share what was read of their references.
    private static readonly ConcurrentDictionary<ImmutableArray<MetadataReference>, CSharpCompilation> WithoutSources = new();

    // The .NET SDK turns these off in every project: TorchSharp is compiled against an older .NET than the projects here.
    private static readonly ImmutableDictionary<string, ReportDiagnostic> TurnedOffByTheSdk =
        ImmutableDictionary<string, ReportDiagnostic>.Empty.Add("CS1701", ReportDiagnostic.Suppress).Add("CS1702", ReportDiagnostic.Suppress);

    /// <summary>The sources by file name.</summary>
    public ImmutableSortedDictionary<string, string> Sources { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The specification files by path.</summary>
    public ImmutableSortedDictionary<string, string> SpecFiles { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp10;

    public bool Nullable { get; init; } = true;

    public string RootNamespace { get; init; } = "MyApp";

    public ImmutableArray<MetadataReference> References { get; init; } = ProjectReferences.All;

    /// <summary>A project of one source, in <c>Net.cs</c>.</summary>
    public static UserProject Of(string source) => new UserProject().WithSource("Net.cs", source);

    /// <summary>A project of one specification file.</summary>
    public static UserProject OfSpec(string json, string path = "net.resnet.json") => new UserProject().WithSpec(path, json);

    public UserProject WithSource(string name, string source) => this with { Sources = Sources.SetItem(name, source) };

    public UserProject WithSpec(string path, string json) => this with { SpecFiles = SpecFiles.SetItem(path, json) };

    public CSharpParseOptions ParseOptions => new(Language, DocumentationMode.Diagnose);

    /// <summary>The project before the generator has run. Warnings are errors, and public members need documentation.</summary>
    public CSharpCompilation Compile() => WithoutSources.GetOrAdd(References, static references => CSharpCompilation.Create("MyApp", references: references))
        .WithOptions(new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            generalDiagnosticOption: ReportDiagnostic.Error,
            specificDiagnosticOptions: TurnedOffByTheSdk,
            nullableContextOptions: Nullable ? NullableContextOptions.Enable : NullableContextOptions.Disable,
            warningLevel: 9999))
        .AddSyntaxTrees(Sources.Select(s => CSharpSyntaxTree.ParseText(s.Value, ParseOptions, s.Key)));

    public CSharpGeneratorDriver CreateDriver() => CSharpGeneratorDriver.Create(
        [new ResNetGenerator().AsSourceGenerator()],
        AdditionalTexts(),
        ParseOptions,
        new ProjectOptions(RootNamespace),
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public IEnumerable<AdditionalText> AdditionalTexts() => SpecFiles.Select(f => new SpecText(f.Key, f.Value));

    /// <summary>Runs the generator, and the compiler and the analyzer over what came of it.</summary>
    public Outcome Build()
    {
        var driver = CreateDriver().RunGeneratorsAndUpdateCompilation(Compile(), out var compilation, out _);
        var result = driver.GetRunResult().Results.Single();
        var diagnostics = result.Diagnostics.Concat(compilation.GetDiagnostics()).Concat(Analyze(compilation)).Where(d => !d.IsSuppressed && d.Severity != DiagnosticSeverity.Hidden);
        return new Outcome(
            result.GeneratedSources.ToImmutableSortedDictionary(s => s.HintName, s => s.SourceText.ToString()),
            [.. diagnostics.Select(d => Describe(d))],
            (CSharpCompilation)compilation);
    }

    /// <summary>What the analyzer says that is not suppressed, under other options.</summary>
    public IEnumerable<Diagnostic> Analyze(Func<CSharpCompilationOptions, CompilationOptions> change)
    {
        var compilation = Compile();
        CreateDriver().RunGeneratorsAndUpdateCompilation(compilation.WithOptions(change(compilation.Options)), out var completed, out _);
        return Analyze(completed).Where(d => !d.IsSuppressed);
    }

    private static ImmutableArray<Diagnostic> Analyze(Compilation compilation) =>
        compilation.WithAnalyzers([new NetworkUseAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();

    private string Describe(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.SourceSpan;
        var text = diagnostic.Location.SourceTree?.ToString() ?? SpecFiles.GetValueOrDefault(diagnostic.Location.GetLineSpan().Path ?? "", "");
        return $"{diagnostic.Id} [{text.Substring(span.Start, Math.Min(span.Length, text.Length - span.Start))}] {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
    }
}
