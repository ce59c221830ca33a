using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ResNetGen.Core.Checking;
using ResNetGen.Core.Families;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Reading;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Tests.Designing;

public sealed class RandomSpecTests
{
    private static readonly string[] Numbers = ["0", "1", "2", "3", "7", "8", "16", "64", "1000", "2147483647", "-1", "0.5", "0.99", "1e-3", "1e300", "99999999999"];

    private static readonly string[] Anything = ["null", "true", "[]", "{}", "\"pad\"", "[1, 2]", "[{}]", "3"];

    private static readonly string[] Expected = ["RNG104", "RNG105", "RNG106", "RNG107", "RNG201", "RNG202", "RNG203", "RNG205", "RNG207"];

    [Fact]
    public void Whatever_options_say_there_is_a_network_and_findings_are_inside_the_text()
    {
        var random = new Random(7);
        var designed = 0;
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 5_000; i++)
        {
            var text = ObjectOf(OptionGroup.Network, random, 5);
            var (spec, reading) = SpecFileReader.Read("net.resnet.json", text);
            var network = SpecCheck.Check(spec, _ => 0);
            var findings = reading.Concat(network.Findings).ToList();

            Assert.InRange(network.Nearest.Architecture.Stages.Count, 1, 8);
            Assert.All(network.Nearest.Architecture.Stages, s => Assert.True(s.Units >= 1 && s.Width >= 1 && s.Inner >= 1 && s.Stride >= 1 && s.Dilation >= 1));
            Assert.All(findings, f => Assert.InRange(f.Place.Start + f.Place.Length, f.Place.Start, text.Length));
            Assert.All(findings, f => Assert.NotEmpty(f.Message));
            Assert.Equal(findings.Count, findings.Select(f => (f.Kind.Id, f.Place, f.Message)).Distinct().Count());
            designed += findings.TrueForAll(f => f.Kind.Severity != Severity.Error) ? 1 : 0;
            ids.UnionWith(findings.Select(f => f.Kind.Id));
        }

        // The texts are wrong in many ways, and some are right.
        Assert.InRange(designed, 200, 4_000);
        Assert.Empty(Expected.Except(ids));
    }

    private static string ObjectOf(OptionGroup group, Random random, int most)
    {
        var options = OptionTable.Of(group).Where(o => o.Json[0] != '$').OrderBy(_ => random.Next()).Take(random.Next(most + 1)).ToList();
        if (group == OptionGroup.Network && random.Next(3) > 0)
        {
            options = [NetworkOptions.Family, .. options.Where(o => o != NetworkOptions.Family)];
        }

        return "{ " + string.Join(", ", options.Select(o => $"\"{o.Json}\": {Value(o, random)}")) + " }";
    }

    private static string Value(Option option, Random random)
    {
        if (random.Next(40) == 0)
        {
            return Any(Anything, random);
        }

        return option.Kind switch
        {
            OptionKind.WholeNumber => random.Next(3) > 0 ? random.Next(1, 30).ToString(CultureInfo.InvariantCulture) : Any(Numbers, random),
            OptionKind.Number => random.Next(2) == 0 ? random.NextDouble().ToString(CultureInfo.InvariantCulture) : Any(Numbers, random),
            OptionKind.Switch => random.Next(2) == 0 ? "true" : "false",
            OptionKind.Choice => "\"" + option.Choices[random.Next(option.Choices.Count)].Name + (random.Next(20) == 0 ? "s" : "") + "\"",
            OptionKind.Family => "\"" + FamilyTable.Names[random.Next(FamilyTable.Names.Count)] + "\"",
            OptionKind.Shape => $"[{random.Next(4)}, {random.Next(1, 300)}, {random.Next(1, 300)}]",
            OptionKind.WholeNumbers => random.Next(2) == 0 ? "16" : "[16, 32]",
            OptionKind.KeyPattern => Any(["\"s{stage}.{unit}.{layer}\"", "\"u{number}_{layer}\"", "\"{unit}{layer}\"", "\"x\""], random),
            OptionKind.LayerNames => Any(["{ \"conv1\": \"c1\" }", "{ \"bn1\": \"n.1\", \"conv1\": \"n\" }", "{ \"fc\": \"linear\" }", "{ \"conv\": \"a b\" }", "{}"], random),
            OptionKind.Group => ObjectOf(option.Group!, random, 3),
            OptionKind.Groups => "[" + string.Join(", ", Enumerable.Range(0, random.Next(10)).Select(_ => ObjectOf(option.Group!, random, 7))) + "]",
            _ => "\"Net\"",
        };
    }

    private static string Any(string[] texts, Random random) => texts[random.Next(texts.Length)];
}
