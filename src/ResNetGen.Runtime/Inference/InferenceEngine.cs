using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Inference.Binding;
using static TorchSharp.torch;

namespace ResNetGen.Inference;

/// <summary>Chooses what runs a program.</summary>
internal static class InferenceEngine
{
    private const string Torch = "torch";

    /// <summary>What this machine has, the fastest first.</summary>
    public static IReadOnlyList<string> Names => [.. NativeNames, Torch];

#if TORCH_SYSTEM
    private static IEnumerable<string> NativeNames { get; } = [.. LibTorch.NativeProgram.AllInstructions.Where(LibTorch.NativeProgram.Has)];
#else
    private static IEnumerable<string> NativeNames { get; } = [];
#endif

    /// <summary>An engine for a network's program and weights.</summary>
    /// <param name="program">The program.</param>
    /// <param name="stateDict">The weights, in their order.</param>
    /// <param name="name">Which; null for the fastest that can run it.</param>
    /// <exception cref="ArgumentException">There is no such engine here, it cannot run this network, or the weights are of another network.</exception>
    public static IInferenceEngine Of(InferenceProgram program, IReadOnlyDictionary<string, Tensor> stateDict, string? name)
    {
        if (name is not null && !Names.Contains(name, StringComparer.Ordinal))
        {
            throw new ArgumentException($"There is no engine '{name}' here; there are: {string.Join(", ", Names)}.", nameof(name));
        }

        var bound = BoundProgram.Bind(program, stateDict);
#if TORCH_SYSTEM
        if (name != Torch && (name ?? NativeNames.FirstOrDefault()) is { } instructions && NativeEngine.TryCreate(bound, instructions) is { } native)
        {
            return native;
        }
#endif
        if (name is not null and not Torch)
        {
            bound.Dispose();
            throw new ArgumentException($"The engine '{name}' cannot run this network: it has steps or weights that only '{Torch}' knows. Leave the choice open, or take that.", nameof(name));
        }

        return new TorchEngine(bound);
    }
}
