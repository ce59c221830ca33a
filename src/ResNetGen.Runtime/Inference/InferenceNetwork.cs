using System;
using System.Collections.Generic;
using ResNetGen.Engine.Graphs;
using static TorchSharp.torch;

#pragma warning disable MA0025 // The engine comes behind these members.

namespace ResNetGen.Inference;

/// <summary>
/// A network for inference: N x C x H x W to what the network gives. It has its own copy of the weights, with norms folded into them; it cannot be trained,
/// and does not follow what becomes of the network that it was made of.
/// </summary>
/// <remarks>
/// What it gives is within 1e-4 of what the network gives in evaluation, in full precision. Several threads may call it at once. As a module it has neither parameters nor
/// buffers, and <c>train()</c> changes nothing.
/// </remarks>
public class InferenceNetwork : nn.Module<Tensor, Tensor>
{
    /// <summary>Folds a network's weights into its graph.</summary>
    /// <param name="graph">The network's graph.</param>
    /// <param name="network">The network, whose weights are copied, or taken (<see cref="InferenceOptions.DisposesNetwork"/>).</param>
    /// <param name="options">How it is run; null for the fastest way.</param>
    /// <exception cref="ArgumentException">The network is another than the graph's, or cannot be run so.</exception>
    public InferenceNetwork(NetworkGraph graph, nn.Module<Tensor, Tensor> network, InferenceOptions? options)
        : base(nameof(InferenceNetwork))
    {
        throw new NotImplementedException();
    }

    /// <summary>What the compiler knows of the network.</summary>
    public NetworkInfo Info => throw new NotImplementedException();

    /// <summary>Where its weights are, and images have to be.</summary>
    public Device Device => throw new NotImplementedException();

    /// <summary>What runs it.</summary>
    public string Engine => throw new NotImplementedException();

    /// <summary>What the network gives for a batch.</summary>
    /// <param name="input">N x C x H x W, in the weights' type of number.</param>
    public override Tensor forward(Tensor input) => throw new NotImplementedException();

    /// <summary>Where the time goes: what each step takes for a batch, in the order in which they are computed.</summary>
    /// <param name="images">N x C x H x W, in the weights' type of number.</param>
    /// <param name="runs">How many times the batch is computed; the least time of each step counts.</param>
    public IReadOnlyList<StepTime> Profile(Tensor images, int runs = 10) => throw new NotImplementedException();

    /// <summary>Does nothing: there is nothing to register.</summary>
    protected override void RegisterComponents()
    {
    }
}
