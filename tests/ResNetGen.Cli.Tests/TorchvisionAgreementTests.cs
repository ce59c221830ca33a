using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using ResNetGen.Cli.Networks;
using ResNetGen.Cli.Specs;
using ResNetGen.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Cli.Tests;

/// <summary>Torchvision's networks with their weights, as PyTorch saves them, give the same scores and gradients here: in double precision, in which nothing that rounds hides what differs.</summary>
public class TorchvisionAgreementTests
{
    private const string Script = """
        import sys, torch, torchvision
        family, folder = sys.argv[1:]
        torch.manual_seed(1)
        net = getattr(torchvision.models, family)().double()
        for module in net.modules():
            if isinstance(module, torch.nn.BatchNorm2d):
                module.running_mean.normal_(0, 0.1)
                module.running_var.uniform_(0.8, 1.2)
                torch.nn.init.uniform_(module.weight, 0.5, 1)
                torch.nn.init.normal_(module.bias, 0, 0.1)
        torch.save(net.state_dict(), folder + '/weights.pth')
        net.eval()
        images = torch.randn(2, 3, 224, 224, dtype=torch.float64)
        scores = net(images)
        scores.square().mean().backward()
        images.numpy().tofile(folder + '/images.f64')
        scores.detach().numpy().tofile(folder + '/scores.f64')
        parameters = list(net.named_parameters())
        for place in (0, len(parameters) // 2, len(parameters) - 2):
            name, parameter = parameters[place]
            parameter.grad.numpy().tofile(folder + '/' + name + '.gradient')
        """;

    [SkippableTheory]
    [InlineData("resnet18")]
    [InlineData("resnet50")]
    [InlineData("resnext50_32x4d")]
    [InlineData("wide_resnet50_2")]
    [InlineData("densenet121")]
    public void Scores_and_gradients_are_torchvisions(string family)
    {
        Python.Require("torchvision");
        using var folder = new ScratchFolder();
        Python.Run(Script, family, folder.Path);

        using var scope = NewDisposeScope();
        using var network = NetworkLoader.Load(SpecFile.Read(family), seed: 0);
        network.to(ScalarType.Float64);
        Assert.Equal([], WeightsFile.Load(network, folder.File("weights.pth")).Missing);
        network.eval();
        var scores = network.call(tensor(Numbers(folder.File("images.f64"))).reshape(2, 3, 224, 224));
        scores.square().mean().backward();

        AssertClose(Numbers(folder.File("scores.f64")), scores.detach());
        var gradients = Directory.GetFiles(folder.Path, "*.gradient");
        Assert.Equal(3, gradients.Length);
        var parameters = network.named_parameters().ToDictionary(p => p.Item1, p => p.Item2);
        Assert.All(gradients, file => AssertClose(Numbers(file), parameters[Path.GetFileNameWithoutExtension(file)].grad!));
    }

    private static void AssertClose(double[] expected, Tensor actual)
    {
        var numbers = actual.contiguous().data<double>().ToArray();
        Assert.Equal(expected.Length, numbers.Length);
        Assert.InRange(expected.Zip(numbers, (a, b) => Math.Abs(a - b)).Max() / expected.Max(Math.Abs), 0, 1e-9);
    }

    private static double[] Numbers(string file) => MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(file)).ToArray();
}
