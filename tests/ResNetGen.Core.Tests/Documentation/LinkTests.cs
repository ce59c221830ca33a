using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace ResNetGen.Core.Tests.Documentation;

public sealed class LinkTests
{
    /// <summary>Every page that people read: those at the top, and those of docs.</summary>
    public static TheoryData<string> Pages()
    {
        var root = Repository.PathOf(".");
        var pages = Directory.EnumerateFiles(root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories));
        return [.. pages.Select(p => Path.GetRelativePath(root, p)).Order(StringComparer.Ordinal)];
    }

    /// <summary>In a clone, a file that was never committed is not there: so this also finds reports that an ignored folder kept back.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void What_a_page_links_to_is_there(string page)
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(page))!;

        Assert.All(Targets(File.ReadAllText(Repository.PathOf(page))), target => Assert.True(Path.Exists(Path.Combine(folder, target)), $"{page} links to {target}."));
    }

    // Of an address in the repository the path alone; other addresses are not looked at.
    private static IEnumerable<string> Targets(string markdown) =>
        Regex.Matches(markdown, @"\]\((?<target>[^)\s#]+)(#[^)]*)?\)")
            .Select(m => m.Groups["target"].Value)
            .Where(target => !Uri.TryCreate(target, UriKind.Absolute, out _));
}
