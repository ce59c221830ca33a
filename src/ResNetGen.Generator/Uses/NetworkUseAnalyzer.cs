using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ResNetGen.Core.Findings;
using ResNetGen.Generator.Reporting;

namespace ResNetGen.Generator.Uses;

/// <summary>
/// Says where code hands a network what it cannot take. It looks at calls of networks and of losses alone, and follows constant shapes backwards
/// from there within one member.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkUseAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Descriptors.Of(FindingCatalogue.InputDoesNotFit), Descriptors.Of(FindingCatalogue.ImageTooSmall), Descriptors.Of(FindingCatalogue.LabelOutOfRange));

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            // None where the Runtime is not referenced; of several the compiler speaks itself.
            if (start.Compilation.GetTypeByMetadataName(NetworkShape.AttributeName) is not null)
            {
                start.RegisterOperationAction(Analyze, OperationKind.Invocation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (NetworkCall.Of(invocation) is { } call)
        {
            if (!ChangesShapesInPlace(invocation) && ShapeReader.Read(call.Batch) is { } batch && InputCheck.Find(call, batch) is { } finding)
            {
                context.ReportDiagnostic(FindingReporter.Report(finding, call.Batch.Syntax.GetLocation()));
            }
        }
        else if (invocation.TargetMethod is { Name: "cross_entropy", ContainingType: { Name: "functional", ContainingType: { Name: "nn", ContainingType: { } torch } } }
            && TorchNames.IsTorch(torch))
        {
            foreach (var finding in LabelCheck.Find(invocation))
            {
                context.ReportDiagnostic(FindingReporter.Report(finding, context.Compilation));
            }
        }
    }

    private static bool ChangesShapesInPlace(IInvocationOperation invocation) =>
        LocalValues.BodyOf(invocation).Descendants().OfType<IInvocationOperation>().Any(i => TorchNames.Reshaping.Contains(i.TargetMethod.Name));
}
