using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.LibTorch.Tests.Modules;

/// <summary>A whole residual network in plain TorchSharp.</summary>
public sealed class ResNet20Tests
{
    [Fact]
    public void It_has_the_published_number_of_parameters()
    {
        using var network = new ResNet20();

        // He et al. 2015, table 6: 0.27 M. The option with zero padding has exactly these.
        Assert.Equal(269_722, network.parameters().Sum(static parameter => parameter.numel()));
    }

    [SkippableFact]
    public void Its_keys_and_shapes_are_those_of_the_published_weights()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedFolder.Require("golden/state_dict_akamaster_resnet20.json")));
        var expected = document.RootElement.GetProperty("keys").EnumerateArray()
            .Select(static entry => $"{entry[0].GetString()} [{string.Join(", ", entry[1].EnumerateArray().Select(static size => size.GetInt64()))}]");
        using var network = new ResNet20();

        var actual = network.state_dict().Select(static entry => $"{entry.Key} [{string.Join(", ", entry.Value.shape)}]");

        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_forward_pass_leaves_exactly_its_result()
    {
        using var network = new ResNet20();
        using var images = zeros(2, 3, 32, 32);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        using var scores = network.call(images);

        Assert.Equal([2, 10], scores.shape);
        Assert.Equal(before + 1, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
