using System;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ResNetGen.Core.Reading;
using ResNetGen.Generator.Models;
using ResNetGen.Generator.Reading;
using ResNetGen.Generator.Reporting;

namespace ResNetGen.Generator;

/// <summary>
/// Completes classes with <c>[ResNet]</c>, and makes classes of <c>.resnet.json</c> files. This file is the pipeline; every value in it is
/// compared by value, and none holds a symbol, a tree or a compilation.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ResNetGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var attributed = context.SyntaxProvider
            .ForAttributeWithMetadataName(AttributeReader.AttributeName, static (node, _) => node is TypeDeclarationSyntax, ReadAttributedClass)
            .WhereNotNull()
            .WithTrackingName(StepNames.AttributedClasses);

        var rootNamespace = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            options.GlobalOptions.TryGetValue("build_property.RootNamespace", out var name) ? name : "");
        var specFiles = context.AdditionalTextsProvider
            .Where(static file => file.Path.EndsWith(SpecFileReader.Extension, StringComparison.OrdinalIgnoreCase))
            .Combine(rootNamespace)
            .Select(static (pair, cancellation) => SpecFilesReader.Read(pair.Left, pair.Right, cancellation))
            .WithTrackingName(StepNames.SpecFiles);
        var references = context.SyntaxProvider
            .ForAttributeWithMetadataName(SpecReferenceReader.AttributeName, static (node, _) => node is TypeDeclarationSyntax, static (attributed, cancellation) => SpecReferenceReader.Read(attributed, cancellation))
            .WhereNotNull()
            .WithTrackingName(StepNames.SpecReferences);
        var referring = references
            .Combine(specFiles.Together())
            .Select(static (pair, _) => SpecReferenceReader.Find(pair.Left, pair.Right.All));
        var fromFiles = specFiles
            .Combine(references.Together())
            .Where(static pair => !pair.Right.All.Any(reference => reference.Names(pair.Left.Spec.Place.Path)))
            .Select(static (pair, _) => pair.Left)
            .Combine(context.CompilationProvider)
            .Select(static (pair, _) => SpecClassReader.Read(pair.Left, pair.Right))
            .WithTrackingName(StepNames.SpecClasses);

        var surroundings = context.CompilationProvider
            .Combine(context.ParseOptionsProvider)
            .Select(static (pair, _) => SurroundingsReader.Read(pair.Left, pair.Right))
            .WithTrackingName(StepNames.Surroundings);
        var names = attributed.Select(static (network, _) => NameOf(network, isFile: false)).Together()
            .And(referring.Select(static (network, _) => NameOf(network, isFile: true)).Together())
            .And(fromFiles.Where(static n => n.Class is not null).Select(static (network, _) => NameOf(network, isFile: true)).Together())
            .Select(static (all, _) => NetworkNames.Of(all.All))
            .WithTrackingName(StepNames.Names);
        var project = surroundings.Combine(names).Select(static (pair, _) => new Project(pair.Left, pair.Right));

        Produce(attributed);
        Produce(referring);
        Produce(fromFiles);

        void Produce(IncrementalValuesProvider<WrittenNetwork> networks)
        {
            var compiled = networks
                .Combine(project)
                .Select(static (pair, _) => NetworkCompilation.Compile(pair.Left, pair.Right))
                .WithTrackingName(StepNames.Compiled);

            // Sources are made of values without places, so they stay cached while lines move.
            var plans = compiled
                .Select(static (c, _) => c.Source)
                .WhereNotNull()
                .WithTrackingName(StepNames.Plans);
            context.RegisterSourceOutput(plans, static (output, plan) => AddSources(output, plan));

            // Two classes may take one file, whose findings are told once. The compilation is here only to find the trees that findings are in.
            var findings = compiled
                .SelectMany(static (c, _) => c.Findings)
                .Together()
                .SelectMany(static (all, _) => all.All.Distinct())
                .WithTrackingName(StepNames.Findings)
                .Combine(context.CompilationProvider);
            context.RegisterSourceOutput(findings, static (output, pair) => output.ReportDiagnostic(FindingReporter.Report(pair.Left, pair.Right)));
        }
    }

    private static WrittenNetwork? ReadAttributedClass(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        if (AttributeParts.First(context, cancellation) is not { } attribute)
        {
            return null;
        }

        var (spec, findings) = AttributeReader.Read(attribute.Syntax, context.SemanticModel, cancellation);
        return new WrittenNetwork(ClassReader.Read((INamedTypeSymbol)context.TargetSymbol, context.SemanticModel.Compilation), spec, findings);
    }

    private static NetworkName NameOf(WrittenNetwork network, bool isFile) => new(network.Class!.Shell.FullName, network.Spec.Place.Path, isFile);

    private static void AddSources(SourceProductionContext output, SourcePlan plan)
    {
        try
        {
            foreach (var (name, text) in plan.Emit())
            {
                output.AddSource(name, SourceText.From(text, Encoding.UTF8));
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            output.ReportDiagnostic(FindingReporter.Failure(plan.Shell.Name, exception));
        }
    }
}
