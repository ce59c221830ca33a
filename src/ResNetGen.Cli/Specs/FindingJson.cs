using ResNetGen.Core.Findings;

namespace ResNetGen.Cli.Specs;

/// <summary>A finding as <c>--json</c> gives it. Lines and columns count from 1; the end is the character after the last.</summary>
internal sealed record FindingJson(
    string File,
    int Line,
    int Column,
    int EndLine,
    int EndColumn,
    string Id,
    string Severity,
    string Message)
{
    /// <summary>One finding.</summary>
    public static FindingJson Of(Finding finding)
    {
        var place = finding.Place;
        return new FindingJson(
            place.Path,
            place.StartLine + 1,
            place.StartColumn + 1,
            place.EndLine + 1,
            place.EndColumn + 1,
            finding.Kind.Id,
            FindingPrinter.Word(finding.Kind.Severity),
            finding.Message);
    }
}
