using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using ResNetGen.Core.Findings;
using ResNetGen.Generator.Reporting;

namespace ResNetGen.Generator.Tests.Diagnostics;

/// <summary>Fails as long as anything that belongs to a diagnostic is missing.</summary>
public sealed class CatalogueTests
{
    // What concerns the C# around a network, or JSON, has no other form. RNG901 cannot be provoked from outside; FailureTests has it.
    private static readonly string[] InSourcesOnly = ["RNG001", "RNG002", "RNG003", "RNG004", "RNG005", "RNG008", "RNG501", "RNG502", "RNG503"];

    private static readonly string[] InFilesOnly = ["RNG009", "RNG101", "RNG102", "RNG103", "RNG108"];

    public static TheoryData<string> Ids => [.. FindingCatalogue.All.Select(k => k.Id)];

    [Fact]
    public void Ids_are_in_order_and_each_is_used_once()
    {
        var ids = FindingCatalogue.All.Select(k => k.Id).ToList();

        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
        Assert.Equal(FindingCatalogue.All.Count, typeof(FindingCatalogue).GetProperties().Count(p => p.PropertyType == typeof(FindingKind)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_a_descriptor_with_a_help_link(string id)
    {
        var kind = FindingCatalogue.All.Single(k => k.Id == id);
        var descriptor = Descriptors.Of(kind);

        Assert.Equal((id, kind.Title, kind.Format), (descriptor.Id, Text(descriptor.Title), Text(descriptor.MessageFormat)));
        Assert.Equal(kind.Severity.ToString(), descriptor.DefaultSeverity.ToString());
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_a_page_with_the_cause_a_wrong_and_a_right_specification(string id)
    {
        var page = File.ReadAllText(Repository.PathOf($"docs/diagnostics/{id}.md"));

        Assert.StartsWith($"# {id}: {FindingCatalogue.All.Single(k => k.Id == id).Title}\n", page, StringComparison.Ordinal);
        string[] headings = ["## Cause", "## Wrong", "## Right"];
        Assert.All(headings, heading => Assert.Contains($"\n{heading}\n", page, StringComparison.Ordinal));
    }

    [Fact]
    public void It_has_a_release_row()
    {
        var rows = new[] { "Shipped", "Unshipped" }
            .SelectMany(part => File.ReadLines(Repository.PathOf($"src/ResNetGen.Generator/AnalyzerReleases.{part}.md")))
            .Where(line => line.StartsWith("RNG", StringComparison.Ordinal));

        Assert.Equal(FindingCatalogue.All.Select(k => $"{k.Id} | ResNetGen | {k.Severity} | [{k.Title}]({k.HelpLink})"), rows);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_has_a_test_of_its_characters_in_sources_and_in_files(string id)
    {
        if (id == FindingCatalogue.Failure.Id)
        {
            return;
        }

        var cases = DiagnosticCases.All.Where(c => c.Id == id).ToList();
        Assert.True(cases.Exists(c => !c.IsFile) || InFilesOnly.Contains(id), "no case in a source");
        Assert.True(cases.Exists(c => c.IsFile) || InSourcesOnly.Contains(id), "no case in a file");
        Assert.All(cases, c => Assert.Contains(c.Expected, e => e.StartsWith(id + " ", StringComparison.Ordinal)));
    }

    private static string Text(LocalizableString text) => text.ToString(CultureInfo.InvariantCulture);
}
