using System;
using System.IO;
using System.Linq;
using ResNetGen.Engine.Graphs;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests;

/// <summary>The small networks of <c>Variants</c>, which have, together, all that a specification can say.</summary>
public static class VariantNetworks
{
    /// <summary>The names of their classes.</summary>
    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "*.resnet.json").Select(path => Path.GetFileName(path).Split('.')[0]).Order(StringComparer.Ordinal)];

    /// <summary>Where their specifications are.</summary>
    internal static string Folder => Repository.PathOf("tests/ResNetGen.Networks.Tests/Variants");

    /// <summary>Two images of the size that a network is specified for.</summary>
    internal static Tensor ImagesOf(NetworkInfo info, int count = 2) => randn(count, info.Input.Channels, info.Input.Height, info.Input.Width);

    internal static NetworkInfo InfoOf(nn.Module network) => ((IGeneratedNetwork)network).Info;

    internal static NetworkGraph GraphOf(nn.Module network) => (NetworkGraph)network.GetType().GetProperty("Graph")!.GetValue(null)!;

    internal static nn.Module<Tensor, Tensor> Create(string name) =>
        (nn.Module<Tensor, Tensor>)Activator.CreateInstance(typeof(VariantNetworks).Assembly.GetType("ResNetGen.Networks.Tests." + name, throwOnError: true)!)!;
}
