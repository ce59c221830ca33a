using System;
using System.Linq;
using static ResNetGen.Networks.Tests.VariantNetworks;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Training;

/// <summary>The times of the steps of compiled passes.</summary>
public sealed class CompiledProfileTests
{
    [Fact]
    public void It_names_the_steps_of_both_passes_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar20();
        using var compiled = network.Compile();
        compiled.call(ImagesOf(Cifar20.Info, 2)).sum().backward();
        var before = All();

        var steps = compiled.Profile(ImagesOf(Cifar20.Info, 4), runs: 2);

        Assert.Equal(before, All());
        var (forward, backward) = (steps.Where(step => !step.IsBackward).ToList(), steps.Where(step => step.IsBackward).ToList());
        Assert.Equal(4.0 * Cifar20.Info.MultiplyAdds, forward.Sum(step => step.MultiplyAdds));
        Assert.Contains(backward, step => step.Step == "weight gradient of conv 3x3, to 16 x 32 x 32");
        Assert.All(steps, step => Assert.InRange(step.Milliseconds, 0, 1000));

        byte[][] All() => [.. network.state_dict().Values.Concat(network.parameters().Select(parameter => parameter.grad!)).Select(tensor => tensor.bytes.ToArray())];
    }

    [Fact]
    public void Behind_the_first_trained_parameter_nothing_is_measured()
    {
        using var network = new Cifar20();
        using var compiled = network.Compile();
        using var images = ImagesOf(Cifar20.Info, 2);
        foreach (var (_, parameter) in network.named_parameters().SkipLast(2))
        {
            parameter.requires_grad = false;
        }

        var backward = compiled.Profile(images, runs: 1).Where(step => step.IsBackward).Select(step => step.Step);

        Assert.Equal(["gradient of the output, to 10", "weight gradient of linear, to 10"], backward);
    }

    [Fact]
    public void Images_that_do_not_fit_are_refused()
    {
        using var network = new Cifar20();
        using var compiled = network.Compile();
        using var images = zeros(2, 1, 32, 32);

        Assert.Contains("3 channels", Assert.Throws<ArgumentException>(() => compiled.Profile(images)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => compiled.Profile(images, runs: 0));
    }
}
