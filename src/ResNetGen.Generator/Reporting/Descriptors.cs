using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using ResNetGen.Core.Findings;

namespace ResNetGen.Generator.Reporting;

/// <summary>Roslyn's descriptors of the catalogue.</summary>
public static class Descriptors
{
    private static readonly Dictionary<string, DiagnosticDescriptor> ById =
        FindingCatalogue.All.ToDictionary(kind => kind.Id, Create, StringComparer.Ordinal);

    /// <summary>The descriptor of a kind of finding.</summary>
    public static DiagnosticDescriptor Of(FindingKind kind) => ById[kind.Id];

    private static DiagnosticDescriptor Create(FindingKind kind) => new(
        kind.Id,
        kind.Title,
        kind.Format,
        "ResNetGen",
        kind.Severity switch
        {
            Severity.Error => DiagnosticSeverity.Error,
            Severity.Warning => DiagnosticSeverity.Warning,
            _ => DiagnosticSeverity.Info,
        },
        isEnabledByDefault: true,
        helpLinkUri: kind.HelpLink);
}
