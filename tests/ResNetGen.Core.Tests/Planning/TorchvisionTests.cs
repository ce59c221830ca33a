using System.Linq;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Tests.Planning;

public sealed class TorchvisionTests
{
    public static TheoryData<string> Families => [.. ZooChecks.TorchvisionCosts];

    [Theory]
    [MemberData(nameof(Families))]
    public void Costs_are_torchvisions(string family)
    {
        var published = TestData.Costs("torchvision", family);

        var plan = PlanOf(family);

        Assert.Equal(published.GetProperty("parameters").GetInt64(), plan.Parameters);
        Assert.Equal(published.GetProperty("multiplyAdds").GetInt64(), plan.MultiplyAdds);
        Assert.Equal(published.GetProperty("stateDictKeys").GetInt32(), plan.Tensors.Count());
    }

    [Theory]
    [InlineData("resnet18")]
    [InlineData("resnet50")]
    [InlineData("resnext50_32x4d")]
    [InlineData("densenet121")]
    public void Keys_and_shapes_are_torchvisions_in_their_order(string family)
    {
        var planned = PlanOf(family).Tensors.Select(t => (t.Key, string.Join(' ', t.Dimensions), t.Kind == TensorKind.Counter ? "int64" : "float32"));

        Assert.Equal(TestData.StateDict("torchvision-" + family), planned);
    }

    private static NetworkPlan PlanOf(string family)
    {
        var network = Networks.Design($"{{ 'family': '{family}' }}");
        return Planner.Plan(network.Architecture, network.Input);
    }
}
