using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using ResNetGen.Core.Emitting.Python;
using ResNetGen.Weights;
using static TorchSharp.torch;

namespace ResNetGen.Models.Tests;

/// <summary>What <c>emit python</c> writes of each network of the zoo has our keys, takes our weights strictly, and gives our logits; counted by PyTorch, it costs what the plan says.</summary>
public sealed class PythonAgreementTests(PythonAgreementTests.Torch torch) : IClassFixture<PythonAgreementTests.Torch>
{
    private const string Script = """
        import importlib.util, torch

        # Weights come from a file.
        for name in ("kaiming_normal_", "kaiming_uniform_", "normal_", "uniform_", "trunc_normal_"):
            setattr(torch.nn.init, name, lambda tensor, *arguments, **named: tensor)

        def read(path):
            with open(path, "rb") as file:
                return torch.frombuffer(bytearray(file.read()), dtype=torch.float32)

        def answer(folder):
            spec = importlib.util.spec_from_file_location("net", folder + "/net.py")
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            net = module.Net()
            keys = list(net.state_dict())
            net.load_state_dict(torch.load(folder + "/net.pth"), strict=True)
            net.eval()
            costs = []
            for module in net.modules():
                if isinstance(module, (torch.nn.Conv1d, torch.nn.Conv2d, torch.nn.Linear)):
                    module.register_forward_hook(lambda layer, _, output: costs.append(layer.weight.numel() * output[0, 0].numel()))
            shape = [int(size) for size in open(folder + "/shape").read().split()]
            with torch.no_grad():
                theirs = net(read(folder + "/images.f32").reshape(shape)).flatten()
            ours = read(folder + "/scores.f32")
            parameters = sum(parameter.numel() for parameter in net.parameters())
            return f"{len(keys)} {parameters} {sum(costs)} {((ours - theirs).abs().max() / ours.abs().max()).item()} {theirs.std().item()}"
        """;

    public static TheoryData<string> Names => [.. Zoo.Names];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Logits_and_costs_are_those_of_the_emitted_module(string name)
    {
        Python.Require("torch");
        var folder = Directory.CreateTempSubdirectory("resnetgen-").FullName;
        try
        {
            Write(name, folder);
            var numbers = torch.Answer(folder).Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();

            var plan = Zoo.PlanOf(name);
            Assert.Equal((plan.Tensors.Count(), plan.Parameters, plan.MultiplyAdds), ((int)numbers[0], (long)numbers[1], (long)numbers[2]));
            Assert.InRange(numbers[3], 0, 1e-4);

            // Logits that were all the same would agree whatever the network is.
            Assert.InRange(numbers[4], 1e-6, double.MaxValue);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(string name, string folder)
    {
        var plan = Zoo.PlanOf(name);
        File.WriteAllText(Path.Combine(folder, "net.py"), NetworkEmitter.Emit("Net", plan));
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        using var network = Zoo.CreateTrained(name);
        WeightsFile.Save(Path.Combine(folder, "net.pth"), network);
        long[] shape = [1, plan.Input.Channels, plan.Input.Height, plan.Input.Width];
        var images = randn(shape);
        File.WriteAllText(Path.Combine(folder, "shape"), string.Join(' ', shape));
        Write(images, Path.Combine(folder, "images.f32"));
        Write(network.call(images), Path.Combine(folder, "scores.f32"));
    }

    private static void Write(Tensor numbers, string file) =>
        File.WriteAllBytes(file, MemoryMarshal.AsBytes<float>(numbers.contiguous().data<float>().ToArray()));

    /// <summary>Python's torch, imported once.</summary>
    public sealed class Torch : IDisposable
    {
        private PythonSession? session;

        public string Answer(string folder) => (session ??= new PythonSession(Script)).Ask(folder);

        public void Dispose() => session?.Dispose();
    }
}
