using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ResNetGen.Core.Findings;

namespace ResNetGen.Generator.Reporting;

/// <summary>Makes diagnostics of findings.</summary>
internal static class FindingReporter
{
    /// <summary>
    /// The diagnostic of a finding. Its location is in the compilation's syntax tree, which is looked for only now: so pragmas apply to it,
    /// and no tree is kept by a value of the pipeline.
    /// </summary>
    public static Diagnostic Report(Finding finding, Compilation compilation) =>
        Report(finding, LocationOf(finding.Place, compilation));

    /// <summary>The diagnostic of a finding of which the location is at hand.</summary>
    public static Diagnostic Report(Finding finding, Location location) =>
        Diagnostic.Create(Descriptors.Of(finding.Kind), location, ReplacementProperties.Of(finding), finding.Arguments.ToArray<object>());

    /// <summary>The diagnostic of an exception in writing a source.</summary>
    public static Diagnostic Failure(string network, Exception exception) =>
        Diagnostic.Create(Descriptors.Of(FindingCatalogue.Failure), Location.None, network, Describe(exception));

    /// <summary>An exception in the words of a finding.</summary>
    public static string Describe(Exception exception) => exception.GetType().Name + ": " + exception.Message;

    private static Location LocationOf(Place place, Compilation compilation)
    {
        var span = new TextSpan(place.Start, place.Length);
        var tree = compilation.SyntaxTrees.FirstOrDefault(t => t.FilePath == place.Path && span.End <= t.Length);
        return tree is not null
            ? Location.Create(tree, span)
            : Location.Create(
                place.Path,
                span,
                new LinePositionSpan(new LinePosition(place.StartLine, place.StartColumn), new LinePosition(place.EndLine, place.EndColumn)));
    }
}
