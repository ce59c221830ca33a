using System.Collections.Generic;
using ResNetGen.Inference;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen;

/// <summary>
/// A network that the compiler wrote. Code that is given some module learns by this that its shapes are known, and that it takes images however they lie in
/// memory.
/// </summary>
public interface IGeneratedNetwork
{
    /// <summary>What the compiler knows of the network: that of its class.</summary>
    NetworkInfo Info { get; }

    /// <summary>The stages, in the order of <see cref="NetworkInfo.Stages"/>. Each is a list of its units as well.</summary>
    IReadOnlyList<nn.Module<Tensor, Tensor>> Stages { get; }

    /// <summary>Copies the weights into a network for inference. The caller disposes it.</summary>
    /// <param name="options">How the network is computed; null for the fastest way.</param>
    InferenceNetwork ToInference(InferenceOptions? options = null);

    /// <summary>Compiles the network for training: the engine computes forward and backward passes on the network's own parameters. The caller disposes it.</summary>
    CompiledNetwork Compile();
}
