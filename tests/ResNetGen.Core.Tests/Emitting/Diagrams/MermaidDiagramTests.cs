using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ResNetGen.Core.Emitting.Diagrams;
using ResNetGen.Core.Emitting.Diagrams.Mermaid;

namespace ResNetGen.Core.Tests.Emitting.Diagrams;

public sealed partial class MermaidDiagramTests
{
    [Theory]
    [InlineData("ResNet20", "specs/resnet20.resnet.json", DiagramLevel.Unit)]
    [InlineData("DenseNet121", "specs/densenet121.resnet.json", DiagramLevel.Layer)]
    public void The_chart_of_a_network_is_as_it_was_looked_at_and_found_good(string name, string file, DiagramLevel level) =>
        Verify($"{name}.{level}", MermaidDiagram.Write(name, DiagramSpecs.PlanOf(file), level));

    [Fact]
    public void Every_line_is_of_the_language_and_every_arrow_goes_between_boxes_that_are_there()
    {
        foreach (var file in DiagramSpecs.Files)
        {
            foreach (var level in Enum.GetValues<DiagramLevel>())
            {
                var lines = MermaidDiagram.Write("Net", DiagramSpecs.PlanOf(file), level).TrimEnd('\n').Split('\n').Skip(4).Select(line => line.Trim()).ToList();
                var nodes = lines.Select(line => Node().Match(line)).Where(match => match.Success).Select(match => match.Groups["node"].Value).ToHashSet();
                var arrows = lines.Select(line => Arrow().Match(line)).Where(match => match.Success).ToList();

                Assert.All(lines, line => Assert.Matches(Line(), line));
                Assert.All(arrows, arrow => Assert.True(nodes.Contains(arrow.Groups["from"].Value) && nodes.Contains(arrow.Groups["to"].Value), $"{file}: {arrow.Value}"));
                Assert.All(nodes, node => Assert.Contains(arrows, arrow => arrow.Groups["from"].Value == node || arrow.Groups["to"].Value == node));
                Assert.Equal(lines.Count(line => line.StartsWith("subgraph", StringComparison.Ordinal)), lines.Count(line => line == "end"));
            }
        }
    }

    [Fact]
    public void A_title_may_have_characters_that_mean_something() =>
        Assert.StartsWith("---\ntitle: \"\\\"a\\\\b\\\": 20 layers", MermaidDiagram.Write("\"a\\b\"", Networks.Plan(1, 20), DiagramLevel.Unit), StringComparison.Ordinal);

    private static void Verify(string name, string text, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, name);
        AcceptedFile.Verify(path + ".verified.mmd", path + ".received.mmd", text);
    }

    [GeneratedRegex("""^(?<node>n\d+)(\(\["[^"]*"\]\)|\(\("[^"]*"\)\)|\["[^"]*"\]):::[a-z]+$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Node();

    [GeneratedRegex("""^(?<from>n\d+) -->(?:\|"[^"]*"\|)? (?<to>n\d+)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Arrow();

    [GeneratedRegex("""^(n\d+[(\[].*:::[a-z]+|n\d+ --> n\d+|n\d+ -->\|"[^"]*"\| n\d+|subgraph g\d+\["[^"]*"\]|direction TB|end|classDef [a-z]+ [a-z0-9#:,]+)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();
}
