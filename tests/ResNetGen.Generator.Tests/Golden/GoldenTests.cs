using System.Linq;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Golden;

public sealed class GoldenTests
{
    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void The_source_of_a_sample_is_as_it_was_read_and_found_good(string sample)
    {
        var outcome = Samples.Project(sample).Build();

        Assert.Empty(outcome.Diagnostics);
        GoldenFile.Verify(sample, Assert.Single(outcome.Networks).Value);
    }

    [Theory]
    [InlineData("ResNet20v1")]
    [InlineData("Keras29v2")]
    [InlineData("DenseNet121")]
    [InlineData("PatternKeys")]
    [InlineData("GroupNormSilu")]
    [InlineData("Gated")]
    [InlineData("SqueezeExcitation")]
    [InlineData("StochasticDepth")]
    [InlineData("AroundStages")]
    [InlineData("ForInference")]
    public void The_graph_of_a_sample_is_as_it_was_read_and_found_good(string sample)
    {
        GoldenFile.Verify(sample + ".Graph", Assert.Single(Samples.Project(sample).Build().Graphs).Value);
    }

    [Fact]
    public void The_source_does_not_grow_with_depth()
    {
        static int[] Lines(string sample) => [.. Samples.Project(sample).Build().Sources.Select(source => source.Value.Split('\n').Length)];

        Assert.Equal(Lines("ResNet56v1"), Lines("ResNet1202v1"));
        Assert.Equal(Lines("ResNet164v2"), Lines("ResNet1001v2"));
        Assert.InRange(Lines("ResNet1001v2").Max(), 100, 349);
    }

    [Fact]
    public void Lines_end_alike_on_every_machine_and_none_ends_in_blanks()
    {
        foreach (var source in Samples.All.SelectMany(sample => Samples.Project(sample).Build().Sources.Values))
        {
            Assert.DoesNotContain('\r', source);
            Assert.DoesNotContain(" \n", source, System.StringComparison.Ordinal);
            Assert.DoesNotContain("\n\n\n", source, System.StringComparison.Ordinal);
            Assert.EndsWith("}\n", source, System.StringComparison.Ordinal);
        }
    }
}
