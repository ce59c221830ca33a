using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ResNetGen.Cli.Networks;
using ResNetGen.Cli.Specs;

namespace ResNetGen.Cli.Tests;

/// <summary>Parameters and multiply-adds against counts that others published or counted.</summary>
public class PublishedCountsTests
{
    [SkippableTheory]
    [InlineData("resnet20", "resnet20")]
    [InlineData("resnet32", "resnet32")]
    [InlineData("resnet44", "resnet44")]
    [InlineData("resnet56", "resnet56")]
    [InlineData("resnet110", "resnet110")]
    [InlineData("resnet1202", "resnet1202")]
    [InlineData("preresnet164", "preact_bottleneck_164_c10")]
    [InlineData("preresnet1001", "preact_bottleneck_1001_c10")]
    public async Task Describe_and_the_network_itself_have_the_published_counts(string spec, string published)
    {
        var golden = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(SharedFolder.Require("golden/cifar.json")))
            .GetProperty("models").GetProperty(published);

        var described = (await Resnetgen.RunAsync("describe", spec, "--json")).Json;
        Assert.Equal(golden.GetProperty("params").GetInt64(), described.GetProperty("parameters").GetInt64());
        Assert.Equal(golden.GetProperty("macs").GetInt64(), described.GetProperty("multiplyAdds").GetInt64());
        Assert.Equal(golden.GetProperty("state_dict_keys").GetInt32(), described.GetProperty("keys").GetArrayLength());

        using var network = NetworkLoader.Load(SpecFile.Read(spec), seed: 0);
        Assert.Equal(golden.GetProperty("params").GetInt64(), network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(
            described.GetProperty("keys").EnumerateArray().ToDictionary(key => key.GetProperty("name").GetString()!, key => string.Join(" x ", key.GetProperty("shape").EnumerateArray())),
            network.state_dict().ToDictionary(entry => entry.Key, entry => string.Join(" x ", entry.Value.shape)));
    }
}
