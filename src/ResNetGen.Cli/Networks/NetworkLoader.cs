using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using ResNetGen.Cli.Specs;
using TorchSharp;
using static TorchSharp.torch;

namespace ResNetGen.Cli.Networks;

/// <summary>Makes a network of a spec: loads the assembly of its class, which is compiled where it was not before.</summary>
internal static class NetworkLoader
{
    /// <summary>The network of a spec with fresh weights, on the GPU where torch has one.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="seed">Decides its fresh weights.</param>
    /// <exception cref="SpecRefusedException">The spec has errors.</exception>
    public static nn.Module<Tensor, Tensor> Load(SpecFile spec, long seed) => Load(spec, seed, NetworkCache.OfUser());

    /// <inheritdoc cref="Load(SpecFile, long)"/>
    /// <param name="spec">The spec.</param>
    /// <param name="seed">Decides its fresh weights.</param>
    /// <param name="cache">Where assemblies are kept.</param>
    public static nn.Module<Tensor, Tensor> Load(SpecFile spec, long seed, NetworkCache cache)
    {
        _ = spec.Plan;
        var type = ClassOf(spec, cache);
        manual_seed(seed);
        var network = (nn.Module<Tensor, Tensor>)Activator.CreateInstance(type)!;
        return cuda.is_available() ? network.to(CUDA) : network;
    }

    private static Type ClassOf(SpecFile spec, NetworkCache cache)
    {
        try
        {
            if (cache.Find(spec) is { } kept)
            {
                return ClassIn(spec, kept);
            }
        }
        catch (Exception error) when (error is BadImageFormatException or ReflectionTypeLoadException or FileLoadException or InvalidOperationException)
        {
            // What is kept was damaged: it is made again, and written over.
        }

        var assembly = SpecCompilation.Compile(spec.Path, spec.TextForTraining);
        cache.Keep(spec, assembly);
        return ClassIn(spec, assembly);
    }

    // A context of its own: assemblies of several specs have the same name.
    private static Type ClassIn(SpecFile spec, byte[] assembly) => new AssemblyLoadContext(spec.Path)
        .LoadFromStream(new MemoryStream(assembly))
        .GetTypes()
        .Single(type => type.IsAssignableTo(typeof(nn.Module<Tensor, Tensor>)) && !type.IsNested);
}
