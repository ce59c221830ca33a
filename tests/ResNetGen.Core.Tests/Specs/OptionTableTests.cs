using System.IO;
using System.Linq;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Tests.Specs;

public sealed class OptionTableTests
{
    [Fact]
    public void The_schema_says_what_the_reader_reads() => AcceptedFile.Verify(Repository.PathOf("specs/resnet.schema.json"), null, SchemaText.Write());

    [Fact]
    public void The_documentation_has_the_table()
    {
        const string Start = "<!-- The table of options: a test writes it. -->\n";
        const string End = "<!-- The end of the table. -->\n";
        var page = Repository.PathOf("docs/spec.md");
        var text = File.ReadAllText(page);
        var (start, end) = (text.IndexOf(Start, System.StringComparison.Ordinal), text.IndexOf(End, System.StringComparison.Ordinal));
        Assert.True(start >= 0 && end > start, "docs/spec.md has lost the marks around the table.");

        AcceptedFile.Verify(page, null, text[..(start + Start.Length)] + "\n" + OptionTableText.Write() + "\n" + text[end..]);
    }

    [Fact]
    public void Names_are_used_once_and_every_group_has_its_options()
    {
        Assert.Equal(OptionTable.All.Count, OptionTable.All.Select(o => (o.Owner, o.Json)).Distinct().Count());
        var attributes = OptionTable.All.Where(o => o.Attribute is not null).Select(o => o.Attribute).ToList();
        Assert.Equal(attributes.Distinct(), attributes);
        Assert.Equal(OptionTable.All.Select(o => o.Owner).Distinct().ToHashSet(), OptionTableText.Covered.ToHashSet());
        Assert.All(OptionTable.All.Where(o => o.Group is not null), o => Assert.NotEmpty(OptionTable.Of(o.Group!)));
        Assert.All(OptionTable.All.Where(o => o.Owner.Shorthand is not null), o => Assert.NotNull(OptionTable.Find(o.Owner, o.Owner.Shorthand!)));
    }
}
