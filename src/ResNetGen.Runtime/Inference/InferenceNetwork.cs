using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Graphs;
using ResNetGen.Torch;
using static TorchSharp.torch;

namespace ResNetGen.Inference;

/// <summary>
/// A network for inference: N x C x H x W images to the network's output. It has copies of the weights, with batch normalizations folded into them; it cannot be
/// trained, and does not follow later changes of the network that it was made from.
/// </summary>
/// <remarks>
/// In full precision its output is within 1e-4 of the network's in evaluation. Several threads may call it at once. As a module it has neither parameters nor
/// buffers, and <c>train()</c> changes nothing.
/// </remarks>
public sealed class InferenceNetwork : nn.Module<Tensor, Tensor>
{
    private readonly IInferenceEngine engine;
    private readonly ScalarType type;
    private bool isDisposed;

    /// <summary>Prepares a network with the weights of a module. Generated classes call it in <c>ToInference</c>.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="network">The module, whose weights are copied, or taken (<see cref="InferenceOptions.DisposesNetwork"/>).</param>
    /// <param name="options">How the network is computed; null for the fastest way.</param>
    /// <exception cref="ArgumentException">The module is another network, its weights are not finite, or it cannot be computed so.</exception>
    public InferenceNetwork(NetworkGraph graph, nn.Module<Tensor, Tensor> network, InferenceOptions? options = null)
        : base(nameof(InferenceNetwork))
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(network);
        Info = (network as IGeneratedNetwork)?.Info ?? throw new ArgumentException($"'{network.GetName()}' is no generated network.", nameof(network));
        options ??= new InferenceOptions();
        var weights = network.state_dict();
        var first = weights.First().Value;
        (type, Device) = (first.dtype, first.device);
        engine = InferenceEngine.Of(graph, weights, options);
        if (options.DisposesNetwork)
        {
            network.Dispose();
        }
    }

    /// <summary>What the compiler knows of the network.</summary>
    public NetworkInfo Info { get; }

    /// <summary>Where its weights are, and images have to be.</summary>
    public Device Device { get; }

    /// <summary>
    /// What computes the network: the engine with the vector instructions <c>AVX-512</c>, <c>AVX2</c> or <c>128-bit</c>; or <c>torch</c>, TorchSharp's operations.
    /// </summary>
    public string Engine => engine.Name;

    /// <summary>
    /// Why the network computes in float32 although <see cref="InferenceOptions.Precision"/> asks for bfloat16: bfloat16 needs executable memory, which some systems
    /// refuse. Null where it does not.
    /// </summary>
    public string? FallbackReason => engine.FallbackReason;

    /// <summary>Computes the network's output for a batch of images.</summary>
    /// <param name="input">N x C x H x W images, in the dtype of the weights.</param>
    /// <exception cref="ArgumentException">The images are of another shape or type.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        ImageTensor.Require(Info, input, type);
        return engine.Run(input);
    }

    /// <summary>Measures the time of each step for a batch, in the order in which the steps are computed.</summary>
    /// <param name="images">N x C x H x W images, in the dtype of the weights.</param>
    /// <param name="runs">How many times the batch is computed; the least time of each step counts.</param>
    /// <exception cref="ArgumentException">The images are of another shape or type.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public IReadOnlyList<StepTime> Profile(Tensor images, int runs = 10)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        ImageTensor.Require(Info, images, type);
        return engine.Profile(images, runs);
    }

    /// <summary>The execution plan in words: a line for each step, with what it computes and its multiply-accumulates.</summary>
    /// <param name="images">The number of images in a batch.</param>
    public string Explain(int images = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(images, 1);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return engine.Explain(images);
    }

    /// <summary>Does nothing: there is nothing to register.</summary>
    protected override void RegisterComponents()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            isDisposed = true;
            engine.Dispose();
        }

        base.Dispose(disposing);
    }
}
