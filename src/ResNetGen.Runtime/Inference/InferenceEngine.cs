using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Inference;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Inference;

/// <summary>Chooses what computes a network for inference.</summary>
internal static class InferenceEngine
{
    private const string Torch = "torch";

    /// <summary>What this machine has that computes in a precision, the fastest first.</summary>
    public static IReadOnlyList<string> Names(Precision precision) => [.. InferenceSession.InstructionsFor(TypeOf(precision)), Torch];

    /// <summary>Prepares a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="stateDict">Its weights.</param>
    /// <param name="options">How it is computed; where no engine is named, by the fastest that can.</param>
    /// <exception cref="ArgumentException">There is no such engine here, it cannot compute this network, or the weights are those of another network.</exception>
    public static IInferenceEngine Of(NetworkGraph graph, IReadOnlyDictionary<string, Tensor> stateDict, InferenceOptions options)
    {
        var (name, precision) = (options.Engine, options.Precision);
        var all = Names(Precision.Full);
        if (name is not null && !all.Contains(name, StringComparer.Ordinal))
        {
            throw new ArgumentException($"There is no engine '{name}' here; there are: {string.Join(", ", all)}.", nameof(options));
        }

        if (name is not null && !Names(precision).Contains(name, StringComparer.Ordinal))
        {
            throw new ArgumentException($"The engine '{name}' has no bfloat16 on this processor. Leave the choice open, take '{Torch}', or full precision.", nameof(options));
        }

        var weights = new ModuleWeights(stateDict, options.DisposesNetwork);
        var takesSession = name != Torch && weights.AreFloat32OnCpu && InferenceSession.InstructionsFor(TypeOf(precision)).Count > 0;
        if (name is not null and not Torch && !takesSession)
        {
            throw new ArgumentException(
                $"The engine '{name}' computes networks with float32 weights on the CPU; this network's are {Described(stateDict)}. Leave the choice open, or take '{Torch}'.", nameof(options));
        }

        if (takesSession && options.DisposesNetwork)
        {
            weights.RequireFinite();
        }

        return takesSession
            ? new SessionEngine(new InferenceSession(
                graph, weights, new InferenceSessionOptions { DType = TypeOf(precision), Instructions = name, Threads = get_num_threads() }))
            : new TorchEngine(graph, weights, precision);
    }

    private static DType TypeOf(Precision precision) => precision == Precision.Mixed ? DType.BFloat16 : DType.Float32;

    private static string Described(IReadOnlyDictionary<string, Tensor> stateDict)
    {
        var first = stateDict.Values.First();
        return $"{first.dtype} on {first.device}";
    }
}
