using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Inference.Binding;
using ResNetGen.Inference.Native;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Inference;

/// <summary>Chooses what runs a program.</summary>
internal static class InferenceEngine
{
    private const string Torch = "torch";

    /// <summary>What this machine has that computes with some numbers, the fastest first.</summary>
    public static IReadOnlyList<string> Names(Precision precision) => [.. NativeNames(precision), Torch];

    /// <summary>An engine for a network's program and weights.</summary>
    /// <param name="program">The program.</param>
    /// <param name="stateDict">The weights, in their order.</param>
    /// <param name="options">Which, and with which numbers; of none named, the fastest that can run it.</param>
    /// <exception cref="ArgumentException">There is no such engine here, it cannot run this network, or the weights are of another network.</exception>
    public static IInferenceEngine Of(InferenceProgram program, IReadOnlyDictionary<string, Tensor> stateDict, InferenceOptions options)
    {
        var (name, precision) = (options.Engine, options.Precision);
        var all = Names(Precision.Full);
        if (name is not null && !all.Contains(name, StringComparer.Ordinal))
        {
            throw new ArgumentException($"There is no engine '{name}' here; there are: {string.Join(", ", all)}.", nameof(options));
        }

        var natives = NativeNames(precision).ToList();
        if (name is not null and not Torch && !natives.Contains(name))
        {
            throw new ArgumentException($"The engine '{name}' has no bfloat16 on this processor. Leave the choice open, take '{Torch}', or full precision.", nameof(options));
        }

        var bound = BoundProgram.Bind(program, stateDict);
        if (name != Torch && (name ?? natives.FirstOrDefault()) is { } instructions && NativeEngine.TryCreate(bound, instructions, precision, options.DisposesNetwork) is { } native)
        {
            return native;
        }

        if (name is not null and not Torch)
        {
            throw new ArgumentException($"The engine '{name}' cannot run this network: it has steps or weights that only '{Torch}' knows. Leave the choice open, or take that.", nameof(options));
        }

        return new TorchEngine(bound, precision, options.DisposesNetwork);
    }

    private static IEnumerable<string> NativeNames(Precision precision) =>
        NativeProgram.AllInstructions.Where(name => NativeProgram.Has(name, precision == Precision.Mixed));
}
