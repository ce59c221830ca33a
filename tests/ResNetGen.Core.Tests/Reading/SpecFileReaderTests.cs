using System;
using System.Linq;

namespace ResNetGen.Core.Tests.Reading;

public sealed class SpecFileReaderTests
{
    [Theory]
    [InlineData("{\n  'version': 1,\n  'depth': 21 }", 2, 11, 2, 13)]
    [InlineData("{\r\n  'version': 1,\r\n  'depth': 21 }", 2, 11, 2, 13)]
    [InlineData("{\r  'version': 1,\r  'depth': 21 }", 2, 11, 2, 13)]
    [InlineData("{\t'class': 'Größe', /* 😀 */ 'version': 1, 'depth': 21 }", 0, 52, 0, 54)]
    [InlineData("// 'depth': 20\n{ 'version': 1, 'depth':\n21 }", 2, 0, 2, 2)]
    [InlineData("\uFEFF{ 'version': 1, 'depth': 21 }", 0, 26, 0, 28)]
    public void A_finding_has_the_lines_and_columns_of_its_characters(string json, int startLine, int startColumn, int endLine, int endColumn)
    {
        var place = Assert.Single(Networks.Compile(json).Findings).Place;

        Assert.Equal("21", json.Substring(place.Start, place.Length));
        Assert.Equal((startLine, startColumn, endLine, endColumn), (place.StartLine, place.StartColumn, place.EndLine, place.EndColumn));
    }

    [Theory]
    [InlineData("{\r\n\t'version': 1, 'depth': 20,\r\n\t'stem': { 'kernel': 4 } }", "4", 2, 21)]
    [InlineData("\uFEFF{ 'class': 'Größe', /* 😀 */ 'version': 1, 'depth': 20, 'stages': [{}, {\n'stride': 0 }, {}] }", "0", 1, 10)]
    [InlineData("{ 'version': 1, 'depth': 20, // ü\n\t'shortcut': { 'kind':\t'round' } }", "'round'", 1, 23)]
    [InlineData("{ 'version': 1, 'depth': 20, 'stem': {\r'pool': 'min' } }", "'min'", 1, 8)]
    [InlineData("{ 'version': 1, 'depth': 20,\n'slope': 0.5 }", "0.5", 1, 9)]
    [InlineData("\uFEFF\r\n{ 'stages': [{ 'width': 8 }, { 'units': 1,\t'width': 8 }] }", "{", 1, 13)]
    public void A_finding_in_an_object_has_the_line_and_column_of_its_characters(string json, string characters, int line, int column)
    {
        var place = Assert.Single(Networks.Compile(json).Findings).Place;

        Assert.Equal((characters, line, column), (json.Substring(place.Start, place.Length), place.StartLine, place.StartColumn));
    }

    [Fact]
    public void All_properties_are_read()
    {
        var compiled = Networks.Compile("""
            {
              '$schema': 'resnet.schema.json', // a comment
              'class': 'N\u0065t', 'namespace': 'My.App',
              'version': 2, 'depth': 29, /* another */ 'classes': 100,
              'input': [1, 28, 30,],
            }
            """);

        Assert.Empty(compiled.Findings);
        var spec = compiled.Spec;
        Assert.Equal(("Net", "My.App", 29), (spec.ClassName?.Value, spec.Namespace, compiled.Plan?.Depth));
        Assert.Equal("1 x 28 x 30", compiled.Plan?.Input.ToString());
        Assert.Equal(100, compiled.Plan?.Classes);
    }

    [Theory]
    [InlineData("resnet20.resnet.json", "Resnet20")]
    [InlineData("/a/b/my-net.v2.RESNET.json", "MyNetV2")]
    [InlineData(@"C:\specs\größe.resnet.json", "Größe")]
    [InlineData("a b_c.resnet.json", "ABC")]
    [InlineData("20.resnet.json", null)]
    [InlineData("---.resnet.json", null)]
    public void A_file_without_class_is_called_after_its_name(string path, string? expected)
    {
        var compiled = Networks.Compile("{ 'version': 1, 'depth': 20 }", path);

        Assert.Equal(expected, compiled.Spec.ClassName?.Value);
        Assert.Equal(expected is null ? ["RNG108"] : [], compiled.Findings.Select(f => f.Kind.Id));
    }

    [Fact]
    public void What_stands_before_an_error_is_read_and_what_is_missing_is_not_reported()
    {
        var compiled = Networks.Compile("{ 'class': 'Net', 'classes': 0, 'depth' 20 }");

        Assert.Equal("Net", compiled.Spec.ClassName?.Value);
        Assert.Equal(["RNG106", "RNG101"], compiled.Findings.Select(f => f.Kind.Id));
    }

    [Fact]
    public void Findings_are_in_text_order()
    {
        var compiled = Networks.Compile("{ 'classes': 0, 'colour': 1, 'version': 1, 'depth': 21, 'input': 3 }");

        Assert.Equal(["RNG106", "RNG102", "RNG202", "RNG105"], compiled.Findings.Select(f => f.Kind.Id));
    }

    [Theory]
    [InlineData("dpeth", "depth")]
    [InlineData("Depth", "depth")]
    [InlineData("clases", "classes")]
    [InlineData("nameSpace", "namespace")]
    [InlineData("w", null)]
    public void A_near_name_is_suggested(string written, string? meant)
    {
        var finding = Networks.Compile($"{{ '{written}': 1, 'version': 1, 'depth': 20 }}").Findings.Single();

        Assert.Equal("RNG102", finding.Kind.Id);
        Assert.Equal(meant is not null, finding.Message.Contains($"did you mean '{meant}'?", StringComparison.Ordinal));
    }
}
