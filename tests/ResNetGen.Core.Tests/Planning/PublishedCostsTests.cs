using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Tests.Planning;

public sealed class PublishedCostsTests
{
    [Theory]
    [InlineData("resnet20", 1, 20, 10)]
    [InlineData("resnet32", 1, 32, 10)]
    [InlineData("resnet44", 1, 44, 10)]
    [InlineData("resnet56", 1, 56, 10)]
    [InlineData("resnet110", 1, 110, 10)]
    [InlineData("resnet1202", 1, 1202, 10)]
    [InlineData("preresnet164", 2, 164, 10)]
    [InlineData("preresnet164 with 100 classes", 2, 164, 100)]
    [InlineData("preresnet1001", 2, 1001, 10)]
    [InlineData("preresnet1001 with 100 classes", 2, 1001, 100)]
    public void Costs_are_those_of_the_published_network(string name, int version, int depth, int classes)
    {
        var published = TestData.Costs("cifar", name);

        var plan = Networks.Plan(version, depth, classes);

        var tensors = plan.Tensors.ToList();
        Assert.Equal(depth, plan.Depth);
        Assert.Equal(published.GetProperty("parameters").GetInt64(), plan.Parameters);
        Assert.Equal(published.GetProperty("multiplyAdds").GetInt64(), plan.MultiplyAdds);
        Assert.Equal(published.GetProperty("stateDictKeys").GetInt32(), tensors.Count);
        Assert.Equal(published.GetProperty("statistics").GetInt64(), tensors.Where(t => t.Kind == TensorKind.Statistic).Sum(t => t.Length));
        Assert.Equal(plan.Parameters, tensors.Where(t => t.Kind == TensorKind.Parameter).Sum(t => t.Length));
    }

    [Fact]
    public void Keys_and_shapes_are_those_of_the_published_weights_in_their_order()
    {
        var planned = Networks.Plan(1, 20).Tensors.Select(t => (t.Key, string.Join(' ', t.Dimensions), t.Kind == TensorKind.Counter ? "int64" : "float32"));

        Assert.Equal(TestData.StateDict("akamaster-resnet20"), planned);
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
