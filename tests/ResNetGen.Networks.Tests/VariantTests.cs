using System;
using System.IO;
using System.Linq;
using System.Reflection;
using ResNetGen.Core;
using ResNetGen.Core.Planning;
using TorchSharp;
using static ResNetGen.Networks.Tests.VariantNetworks;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests;

/// <summary>Small networks that have, together, all that a specification can say: they compute what their plans say.</summary>
public sealed class VariantTests
{
    [Theory]
    [MemberData(nameof(VariantNetworks.Names), MemberType = typeof(VariantNetworks))]
    public void Its_state_dict_is_that_of_the_plan(string name)
    {
        using var network = Create(name);
        var path = Path.Combine(VariantNetworks.Folder, name + ".resnet.json");
        var plan = NetworkCompiler.Compile(path, File.ReadAllText(path)).Plan!;

        // TorchSharp lists what is trained first, and what is kept up after it.
        Assert.Equal(
            plan.Tensors.OrderBy(t => t.Kind != TensorKind.Parameter).Select(t => $"{t.Key} {string.Join(' ', t.Dimensions)}"),
            network.state_dict().Select(entry => $"{entry.Key} {string.Join(' ', entry.Value.shape)}"));
    }

    [Theory]
    [MemberData(nameof(VariantNetworks.Names), MemberType = typeof(VariantNetworks))]
    public void It_gives_what_the_plan_says(string name)
    {
        using var scope = NewDisposeScope();
        using var network = Create(name);
        var info = InfoOf(network);
        network.eval();

        var output = network.call(ImagesOf(info));

        Assert.Equal(info.Output.Height == 0 ? [2L, info.Output.Channels] : [2L, info.Output.Channels, info.Output.Height, info.Output.Width], output.shape);
        Assert.True(output.isfinite().all().item<bool>());
        Assert.Equal(info.Parameters, network.parameters().Sum(p => p.numel()));
    }

    [Theory]
    [MemberData(nameof(VariantNetworks.Names), MemberType = typeof(VariantNetworks))]
    public void Its_features_are_the_stages_outputs(string name)
    {
        using var scope = NewDisposeScope();
        using var network = Create(name);
        var images = ImagesOf(InfoOf(network));
        network.eval();

        var maps = (IDisposable)network.GetType().GetMethod("Features")!.Invoke(network, [images])!;
        var shapes = maps.GetType().GetProperties().Where(p => p.PropertyType == typeof(Tensor)).Select(p => ((Tensor)p.GetValue(maps)!).shape).ToList();

        Assert.Equal(InfoOf(network).Stages.Count, shapes.Count);
        Assert.All(shapes, shape => Assert.Equal(4, shape.Length));
        maps.Dispose();
    }

    [Theory]
    [MemberData(nameof(VariantNetworks.Names), MemberType = typeof(VariantNetworks))]
    public void A_training_step_changes_what_it_trains_and_leaves_no_tensor(string name)
    {
        using var network = Create(name);
        network.train();
        var images = ImagesOf(InfoOf(network));
        var tensors = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (NewDisposeScope())
        {
            manual_seed(1);
            network.call(images).square().mean().backward();
        }

        // Gradients stay, one a parameter at most; nothing else does.
        Assert.InRange(DisposeScopeManager.Statistics.ThreadTotalLiveCount - tensors, 0, network.parameters().Count());
        using var scope = NewDisposeScope();
        using var optimizer = optim.SGD(network.parameters(), 1e-3);
        var before = network.parameters().Select(p => p.clone()).ToList();
        optimizer.step();
        var changed = network.parameters().Zip(before, (after, old) => (after - old).abs().max().item<float>()).ToList();
        Assert.All(changed, change => Assert.True(float.IsFinite(change)));
        Assert.Contains(changed, change => change > 0);
        images.Dispose();
    }

    // What the analyzer takes for granted when it warns of images that are too small or too large.
    [Theory]
    [MemberData(nameof(VariantNetworks.Names), MemberType = typeof(VariantNetworks))]
    public void It_takes_images_of_the_sizes_that_it_says_and_no_others(string name)
    {
        using var scope = NewDisposeScope();
        using var network = Create(name);
        var shape = network.GetType().GetCustomAttribute<NetworkShapeAttribute>()!;
        network.eval();

        // A head that flattens several positions takes their number, in whatever rows and columns; only the most of each is known.
        if (name == "WithoutNorms")
        {
            Refuses(network, shape.Channels, shape.MostHeight + 1L, shape.LeastWidth);
            return;
        }

        network.call(randn(1, shape.Channels, shape.LeastHeight, shape.LeastWidth));
        if (shape.MostHeight < int.MaxValue)
        {
            network.call(randn(1, shape.Channels, shape.MostHeight, shape.MostWidth));
        }

        // Of a smaller one, the pooled shortcut has one row where the units have two: torch adds them, and the sum is not what is meant.
        if (name == "Scaled")
        {
            return;
        }

        Refuses(network, shape.Channels, shape.LeastHeight - 1L, shape.LeastWidth);
        Refuses(network, shape.Channels, shape.LeastHeight, shape.LeastWidth - 1L);
        Refuses(network, shape.Channels, shape.MostHeight + 1L, shape.LeastWidth);
    }

    private static void Refuses(nn.Module<Tensor, Tensor> network, long channels, long height, long width)
    {
        if (height is > 0 and < int.MaxValue && width > 0)
        {
            Assert.ThrowsAny<Exception>(() => network.call(randn(1, channels, height, width)));
        }
    }
}
