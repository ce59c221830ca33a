using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using ResNetGen.Core.Findings;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Diagnostics;

/// <summary>Builds what the pages say: the wrong specification has the message at the page's head, the right one has none.</summary>
public sealed partial class PageTests
{
    // Project files, two files at once, and our own faults.
    private static readonly string[] NotToBeBuilt = ["RNG006", "RNG007", "RNG008", "RNG009", "RNG901"];

    public static TheoryData<string> Ids => [.. FindingCatalogue.All.Select(k => k.Id).Except(NotToBeBuilt)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_examples_of_a_page_are_wrong_and_right(string id)
    {
        var page = File.ReadAllText(Repository.PathOf($"docs/diagnostics/{id}.md"));
        var message = Message().Match(page).Groups["message"].Value;
        var examples = Example().Matches(page);

        Assert.Contains(Diagnostics(examples[0]), d => d.StartsWith(id + " ", StringComparison.Ordinal) && d.EndsWith("] " + message, StringComparison.Ordinal));
        Assert.Empty(Diagnostics(examples[1]));
    }

    private static string[] Diagnostics(Match example)
    {
        var text = example.Groups["text"].Value;
        var project = example.Groups["language"].Value == "json"
            ? UserProject.OfSpec(text, FileName().Match(text) is { Success: true } name ? name.Groups["name"].Value : "net.resnet.json")
            : UserProject.Of("#pragma warning disable CS1591\nusing ResNetGen;\nnamespace MyApp;\n" + text);
        return [.. (project with { Language = LanguageVersion.CSharp12 }).Build().Diagnostics];
    }

    [GeneratedRegex(@"^> (?<message>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Message();

    [GeneratedRegex(@"^```(?<language>csharp|json)\n(?<text>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Example();

    [GeneratedRegex(@"^// (?<name>.*\.resnet\.json)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();
}
