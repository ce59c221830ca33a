using System.IO;
using System.Linq;
using System.Text.Json;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Tests.Planning;

public sealed class PublishedCostsTests
{
    [SkippableTheory]
    [InlineData("resnet20", 1, 20, 10)]
    [InlineData("resnet32", 1, 32, 10)]
    [InlineData("resnet44", 1, 44, 10)]
    [InlineData("resnet56", 1, 56, 10)]
    [InlineData("resnet110", 1, 110, 10)]
    [InlineData("resnet1202", 1, 1202, 10)]
    [InlineData("preact_bottleneck_164_c10", 2, 164, 10)]
    [InlineData("preact_bottleneck_164_c100", 2, 164, 100)]
    [InlineData("preact_bottleneck_1001_c10", 2, 1001, 10)]
    [InlineData("preact_bottleneck_1001_c100", 2, 1001, 100)]
    public void Costs_are_those_of_the_published_network(string name, int version, int depth, int classes)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden/cifar.json")));
        var published = golden.RootElement.GetProperty("models").GetProperty(name);

        var plan = Networks.Plan(version, depth, classes);

        var tensors = plan.Tensors.ToList();
        Assert.Equal(depth, plan.Depth);
        Assert.Equal(published.GetProperty("params").GetInt64(), plan.Parameters);
        Assert.Equal(published.GetProperty("macs").GetInt64(), plan.MultiplyAdds);
        Assert.Equal(published.GetProperty("state_dict_keys").GetInt32(), tensors.Count);
        Assert.Equal(published.GetProperty("buffers_float").GetInt64(), tensors.Where(t => t.Kind == TensorKind.Statistic).Sum(t => t.Length));
        Assert.Equal(plan.Parameters, tensors.Where(t => t.Kind == TensorKind.Parameter).Sum(t => t.Length));
    }

    [SkippableFact]
    public void Keys_and_shapes_are_those_of_the_published_weights_in_their_order()
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden/state_dict_akamaster_resnet20.json")));
        var published = golden.RootElement.GetProperty("keys").EnumerateArray()
            .Select(entry => $"{entry[0]} {string.Join(' ', entry[1].EnumerateArray())} {entry[2]}");

        var planned = Networks.Plan(1, 20).Tensors
            .Select(t => $"{t.Key} {string.Join(' ', t.Dimensions)} {(t.Kind == TensorKind.Counter ? "int64" : "float32")}");

        Assert.Equal(published, planned);
    }

    [Fact]
    public void Keys_are_all_different()
    {
        foreach (var plan in new[] { Networks.Plan(1, 56), Networks.Plan(2, 56) })
        {
            var keys = plan.Tensors.Select(t => t.Key).ToList();
            Assert.Equal(keys.Distinct(), keys);
        }
    }
}
