using System.Threading;
using Microsoft.CodeAnalysis;

namespace ResNetGen.Generator.Tests.Uses;

/// <summary>An <c>.editorconfig</c> that sets the severity of one diagnostic.</summary>
internal sealed class SeverityOf(string id, ReportDiagnostic severity) : SyntaxTreeOptionsProvider
{
    public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

    public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severityOfId)
    {
        severityOfId = severity;
        return diagnosticId == id;
    }

    public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severityOfId)
    {
        severityOfId = default;
        return false;
    }
}
