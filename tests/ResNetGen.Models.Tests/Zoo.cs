using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ResNetGen.Core;
using ResNetGen.Core.Planning;
using static TorchSharp.torch;

namespace ResNetGen.Models.Tests;

/// <summary>The networks of the folder <c>specs</c>, with the classes that they become.</summary>
internal static class Zoo
{
    private const string Extension = ".resnet.json";

    /// <summary>The names of the files, without their ending.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Repository.PathOf("specs"), "*" + Extension).Select(path => Path.GetFileName(path)[..^Extension.Length]).Order(StringComparer.Ordinal)];

    /// <summary>A network, compiled.</summary>
    public static CompiledNetwork Compile(string name)
    {
        var path = Repository.PathOf("specs/" + name + Extension);
        return NetworkCompiler.Compile(path, File.ReadAllText(path));
    }

    public static NetworkPlan PlanOf(string name) => Compile(name).Plan!;

    /// <summary>The class of a network.</summary>
    public static Type TypeOf(string name) => Type.GetType($"ResNetGen.Models.{Compile(name).Spec.ClassName!.Value}, ResNetGen.Models", throwOnError: true)!;

    public static nn.Module<Tensor, Tensor> Create(string name) => (nn.Module<Tensor, Tensor>)Activator.CreateInstance(TypeOf(name))!;

    /// <summary>The network in evaluation, with numbers as after training: those of fresh norms do nothing.</summary>
    public static nn.Module<Tensor, Tensor> CreateTrained(string name)
    {
        manual_seed(1);
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        var network = Create(name);

        // In the deepest networks what units add is less, or hundreds of sums would leave the range of numbers.
        var scale = Math.Min(1, 20.0 / PlanOf(name).Units);
        foreach (var (key, tensor) in network.state_dict().Where(t => t.Value.dim() == 1))
        {
            _ = key.EndsWith("bias", StringComparison.Ordinal) || key.EndsWith("mean", StringComparison.Ordinal) ? tensor.normal_(0, 0.1)
                : tensor.uniform_(0.5, 1).mul_(key.EndsWith("weight", StringComparison.Ordinal) ? scale : 1);
        }

        network.eval();
        return network;
    }
}
