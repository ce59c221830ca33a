using System.IO;
using System.Linq;
using System.Text.Json;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Tests.Planning;

public sealed class TorchvisionTests
{
    public static TheoryData<string> Families => [.. ZooChecks.TorchvisionCosts];

    [SkippableTheory]
    [MemberData(nameof(Families))]
    public void Costs_are_torchvisions(string family)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden/torchvision.json")));
        var published = golden.RootElement.GetProperty("models").GetProperty(family);

        var plan = PlanOf(family);

        Assert.Equal(published.GetProperty("params").GetInt64(), plan.Parameters);
        Assert.Equal(published.GetProperty("macs").GetInt64(), plan.MultiplyAdds);
        Assert.Equal(published.GetProperty("state_dict_keys").GetInt32(), plan.Tensors.Count());
    }

    [SkippableTheory]
    [InlineData("resnet18")]
    [InlineData("resnet50")]
    [InlineData("resnext50_32x4d")]
    [InlineData("densenet121")]
    public void Keys_and_shapes_are_torchvisions_in_their_order(string family)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require($"golden/state_dict_torchvision_{family}.json")));
        var published = golden.RootElement.GetProperty("keys").EnumerateArray()
            .Select(entry => $"{entry[0]} {string.Join(' ', entry[1].EnumerateArray())} {entry[2]}");

        var planned = PlanOf(family).Tensors
            .Select(t => $"{t.Key} {string.Join(' ', t.Dimensions)} {(t.Kind == TensorKind.Counter ? "int64" : "float32")}");

        Assert.Equal(published, planned);
    }

    private static NetworkPlan PlanOf(string family)
    {
        var network = Networks.Design($"{{ 'family': '{family}' }}");
        return Planner.Plan(network.Architecture, network.Input);
    }
}
