using System;
using System.Linq;
using ResNetGen.Core.Findings;

namespace ResNetGen.Core.Tests.Reading;

public sealed class RandomTextTests
{
    private const string Good = """{ "class": "Net", "namespace": "A.B", "version": 2, "depth": 29, "classes": 10, "input": [3, 32, 32], "stem": { "kernel": 3, "pool": "none" }, "stages": [{}, { "width": 128 }, {}] } // end""";

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "//", "/*", "*/", "-", "0", "9", "1e9", "2147483648", "null", "true", "\n", "\r", "\t", "\0",
        "\uD800", "\uFEFF", "depth", "\"depth\"", "\\u12", " ",
    ];

    [Fact]
    public void Whatever_a_file_holds_there_is_a_plan_or_a_finding_inside_the_text()
    {
        var random = new Random(1);
        var plans = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var text = Mutated(random);
            var compiled = NetworkCompiler.Compile("net.resnet.json", text);

            plans += compiled.Plan is null ? 0 : 1;
            Assert.Equal(compiled.Plan is null, compiled.Findings.Any(f => f.Kind.Severity == Severity.Error));
            Assert.All(compiled.Findings, f => Assert.InRange(f.Place.Start + f.Place.Length, f.Place.Start, text.Length));
            Assert.All(compiled.Findings, f => Assert.NotEmpty(f.Message));
        }

        // Some mutations do no harm; most do.
        Assert.InRange(plans, 200, 10_000);
    }

    [Fact]
    public void Deep_nesting_is_a_finding()
    {
        var compiled = NetworkCompiler.Compile("net.resnet.json", string.Concat(Enumerable.Repeat("{\"a\":[", 100_000)));

        Assert.Contains(compiled.Findings, f => f.Message == "Expected at most 64 levels, found one more");
    }

    private static string Mutated(Random random)
    {
        var text = Good;
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(text.Length);
            var length = random.Next(0, Math.Min(8, text.Length - at));
            text = text[..at] + (random.Next(3) == 0 ? "" : Pieces[random.Next(Pieces.Length)]) + text[(at + length)..];
        }

        return text;
    }
}
