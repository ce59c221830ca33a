using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Weights;
using static TorchSharp.torch;

namespace ResNetGen.Inference;

/// <summary>
/// A network for inference: N x C x H x W to what the network gives. It has its own copy of the weights, with norms folded into them; it cannot be trained,
/// and does not follow what becomes of the network that it was made of.
/// </summary>
/// <remarks>
/// What it gives is within 1e-4 of what the network gives in evaluation, in full precision. Several threads may call it at once. As a module it has neither parameters nor
/// buffers, and <c>train()</c> changes nothing.
/// </remarks>
public abstract class InferenceNetwork : nn.Module<Tensor, Tensor>
{
    private readonly IInferenceEngine engine;
    private readonly ScalarType type;
    private bool isDisposed;

    /// <summary>Folds a network's weights into a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="network">The network, whose weights are copied, or taken (<see cref="InferenceOptions.DisposesNetwork"/>).</param>
    /// <param name="options">How it is run; null for the fastest way.</param>
    /// <exception cref="ArgumentException">The network is another than the program's, or cannot be run so.</exception>
    protected InferenceNetwork(InferenceProgram program, nn.Module<Tensor, Tensor> network, InferenceOptions? options)
        : base(nameof(InferenceNetwork))
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(network);
        (Info, engine, type, Device) = EngineOf(program, network, options);
    }

    /// <summary>Folds the weights of a file into a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="create">Makes the network, into which the weights are loaded first.</param>
    /// <param name="weights">The file, of any kind that <see cref="WeightsFile"/> takes.</param>
    /// <param name="options">How it is run; null for the fastest way.</param>
    /// <exception cref="WeightsException">The file is not sound, or it is of another network.</exception>
    /// <exception cref="ArgumentException">The network cannot be run so.</exception>
    protected InferenceNetwork(InferenceProgram program, Func<nn.Module<Tensor, Tensor>> create, string weights, InferenceOptions? options)
        : base(nameof(InferenceNetwork))
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(create);
        using var network = create();
        WeightsFile.Load(network, weights);
        (Info, engine, type, Device) = EngineOf(program, network, (options ?? new InferenceOptions()) with { DisposesNetwork = true });
    }

    /// <summary>What the compiler knows of the network.</summary>
    public NetworkInfo Info { get; }

    /// <summary>Where its weights are, and images have to be.</summary>
    public Device Device { get; }

    /// <summary>What runs it: <c>AVX-512</c> or <c>AVX2</c>, the whole network in one call of kernels for these instructions; or <c>torch</c>, by TorchSharp's operations.</summary>
    public string Engine => engine.Name;

    /// <summary>What the network gives for a batch.</summary>
    /// <param name="input">N x C x H x W, in the weights' type of number.</param>
    /// <exception cref="ArgumentException">The images are of another shape or type.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        Require(input);
        return engine.Run(input);
    }

    /// <summary>Where the time goes: what each step takes for a batch, in the order in which they are computed.</summary>
    /// <param name="images">N x C x H x W, in the weights' type of number.</param>
    /// <param name="runs">How many times the batch is computed; the least time of each step counts.</param>
    /// <exception cref="ArgumentException">The images are of another shape or type.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public IReadOnlyList<StepTime> Profile(Tensor images, int runs = 10)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        ObjectDisposedException.ThrowIf(isDisposed, this);
        Require(images);
        return engine.Profile(images, runs);
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

    private static (NetworkInfo Info, IInferenceEngine Engine, ScalarType Type, Device Device) EngineOf(InferenceProgram program, nn.Module<Tensor, Tensor> network, InferenceOptions? options)
    {
        var weights = network.state_dict();
        var info = (network as IGeneratedNetwork)?.Info ?? throw new ArgumentException($"'{network.GetName()}' is no generated network.", nameof(network));
        var first = weights.First().Value;
        var (type, device) = (first.dtype, first.device);
        options ??= new InferenceOptions();
        var chosen = InferenceEngine.Of(program, weights, options);
        if (options.DisposesNetwork)
        {
            network.Dispose();
        }

        return (info, chosen, type, device);
    }

    private void Require(Tensor images)
    {
        var shape = images.shape;
        if (shape.Length != 4)
        {
            throw new ArgumentException($"{Info.Name} takes batches of images, N x {Info.Input}; this tensor has the shape [{string.Join(", ", shape)}].", nameof(images));
        }

        if (shape[1] != Info.Input.Channels)
        {
            throw new ArgumentException($"{Info.Name} takes images of {Info.Input.Channels} channels; these have {shape[1]} channels.", nameof(images));
        }

        if (images.dtype != type)
        {
            throw new ArgumentException($"{Info.Name} computes in {type}; these images are {images.dtype}: images.to(ScalarType.{type}) converts them.", nameof(images));
        }
    }
}
