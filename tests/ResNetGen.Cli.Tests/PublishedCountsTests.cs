using System.Linq;
using System.Threading.Tasks;
using ResNetGen.Cli.Networks;
using ResNetGen.Cli.Specs;

namespace ResNetGen.Cli.Tests;

/// <summary>Parameters and multiply-adds against counts that others published or counted.</summary>
public class PublishedCountsTests
{
    public static TheoryData<string> Specs => [.. ZooChecks.CifarCosts];

    [Theory]
    [MemberData(nameof(Specs))]
    public async Task Describe_and_the_network_itself_have_the_published_counts(string spec)
    {
        var published = TestData.Costs("cifar", spec);

        var described = (await Resnetgen.RunAsync("describe", spec, "--json")).Json;
        Assert.Equal(published.GetProperty("parameters").GetInt64(), described.GetProperty("parameters").GetInt64());
        Assert.Equal(published.GetProperty("multiplyAdds").GetInt64(), described.GetProperty("multiplyAdds").GetInt64());
        Assert.Equal(published.GetProperty("stateDictKeys").GetInt32(), described.GetProperty("keys").GetArrayLength());

        using var network = NetworkLoader.Load(SpecFile.Read(spec), seed: 0);
        Assert.Equal(published.GetProperty("parameters").GetInt64(), network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(
            described.GetProperty("keys").EnumerateArray().ToDictionary(key => key.GetProperty("name").GetString()!, key => string.Join(" x ", key.GetProperty("shape").EnumerateArray())),
            network.state_dict().ToDictionary(entry => entry.Key, entry => string.Join(" x ", entry.Value.shape)));
    }
}
