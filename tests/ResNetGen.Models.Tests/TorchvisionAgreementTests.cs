using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using ResNetGen.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Models.Tests;

/// <summary>Torchvision's networks with their weights, as PyTorch saves them, give the same scores and gradients here: in double precision, in which nothing that rounds hides what differs.</summary>
public sealed class TorchvisionAgreementTests(TorchvisionAgreementTests.Torchvision torchvision) : IClassFixture<TorchvisionAgreementTests.Torchvision>
{
    private const string Script = """
        import torch, torchvision

        # Weights are drawn below, once.
        for name in ("kaiming_normal_", "kaiming_uniform_", "normal_", "uniform_", "trunc_normal_"):
            setattr(torch.nn.init, name, lambda tensor, *arguments, **named: tensor)

        def answer(line):
            family, folder = line.split(" ", 1)
            torch.manual_seed(1)
            net = getattr(torchvision.models, family)()
            for module in net.modules():
                if isinstance(module, torch.nn.BatchNorm2d):
                    module.running_mean.normal_(0, 0.1)
                    module.running_var.uniform_(0.8, 1.2)
                    module.weight.data.uniform_(0.5, 1)
                    module.bias.data.normal_(0, 0.1)
                elif isinstance(module, (torch.nn.Conv2d, torch.nn.Linear)):
                    module.weight.data.normal_(0, (2 / module.weight[0].numel()) ** 0.5)
                    if module.bias is not None:
                        module.bias.data.normal_(0, 0.1)
            net = net.double()
            torch.save(net.state_dict(), folder + "/weights.pth")
            net.eval()
            images = torch.randn(2, 3, 64, 64, dtype=torch.float64)
            scores = net(images)
            scores.square().mean().backward()
            images.numpy().tofile(folder + "/images.f64")
            scores.detach().numpy().tofile(folder + "/scores.f64")
            parameters = list(net.named_parameters())
            for place in (0, len(parameters) // 2, len(parameters) - 2):
                name, parameter = parameters[place]
                parameter.grad.numpy().tofile(folder + "/" + name + ".gradient")
            return "done"
        """;

    public static TheoryData<string> Families => [.. ZooChecks.Torchvision];

    [SkippableTheory]
    [MemberData(nameof(Families))]
    public void Scores_and_gradients_are_torchvisions(string family)
    {
        Python.Require("torchvision");
        var folder = Directory.CreateTempSubdirectory("resnetgen-").FullName;
        try
        {
            torchvision.Write(family, folder);
            Compare(family, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Compare(string family, string folder)
    {
        using var scope = NewDisposeScope();
        using var network = Zoo.Create(family);
        network.to(ScalarType.Float64);
        Assert.Equal([], WeightsFile.Load(network, Path.Combine(folder, "weights.pth")).Missing);
        network.eval();
        var scores = network.call(tensor(Numbers(Path.Combine(folder, "images.f64"))).reshape(2, 3, 64, 64));
        scores.square().mean().backward();

        AssertClose(Numbers(Path.Combine(folder, "scores.f64")), scores.detach());
        var gradients = Directory.GetFiles(folder, "*.gradient");
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

    /// <summary>Torchvision, imported once.</summary>
    public sealed class Torchvision : IDisposable
    {
        private PythonSession? session;

        /// <summary>Writes a network's weights, images, scores and some gradients into a folder.</summary>
        public void Write(string family, string folder) => Assert.Equal("done", (session ??= new PythonSession(Script)).Ask(family + " " + folder));

        public void Dispose() => session?.Dispose();
    }
}
