using System;
using System.Collections.Generic;
using ResNetGen.Engine.Graphs;
using ResNetGen.Inference;
using ResNetGen.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ResNetGen.Training;

/// <summary>
/// A network whose forward and backward passes the engine computes on the CPU: N x C x H x W images to the network's output. It has no weights of its own:
/// its parameters, gradients and buffers are the network's, so losses, optimizers, clipping and accumulation of TorchSharp work with it as with the network.
/// </summary>
/// <remarks>
/// <para>
/// Each output takes one <c>backward()</c>; a second one, <c>create_graph</c>, or a parameter that was replaced in between make it fail with an exception of libtorch,
/// and <see cref="BackwardFailure"/> says why. Gradients of the images are computed where <c>images.requires_grad</c> is set. Do not call <c>torch.autograd.grad</c>: it
/// finds no parameters here, and libtorch ends the process at each error in it.
/// </para>
/// <para>
/// Hooks of layers are not called. Norms may be in evaluation mode one by one, and parameters frozen, from call to call; dropout goes by the mode of the whole network. The
/// backward pass reads the parameters as they are then: do not make an optimizer's step between an output and its <c>backward()</c>. Several threads may call it; they wait
/// for each other.
/// </para>
/// </remarks>
/// <example><code>
/// using var net = new Net();
/// using var compiled = net.Compile();
/// using var optimizer = torch.optim.SGD(net.parameters(), 0.1);
/// torch.nn.functional.cross_entropy(compiled.call(images), labels).backward();
/// optimizer.step();
/// </code></example>
public sealed class CompiledNetwork : nn.Module<Tensor, Tensor>
{
    private readonly CompiledPasses passes;

    /// <summary>Plans the passes of a network. Generated classes call it in <c>Compile</c>.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="network">The module, whose parameters and buffers are used. It stays the caller's.</param>
    /// <exception cref="ArgumentException">The module is another network, or its tensors are not float32 on the CPU.</exception>
    public CompiledNetwork(NetworkGraph graph, nn.Module<Tensor, Tensor> network)
        : base(nameof(CompiledNetwork))
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(network);
        Network = network;
        Info = (network as IGeneratedNetwork)?.Info ?? throw new ArgumentException($"'{network.GetName()}' is no generated network.", nameof(network));
        passes = new CompiledPasses(graph, network);
    }

    /// <summary>The network that was compiled.</summary>
    public nn.Module<Tensor, Tensor> Network { get; }

    /// <summary>The description of the network by the compiler: its shapes, its costs and its variant.</summary>
    public NetworkInfo Info { get; }

    /// <summary>
    /// The element type of feature maps, their gradients, and weights in products, in passes that autograd records; output without a backward pass is computed in float32.
    /// Parameters, their gradients, statistics of norms and sums are float32 in any case. Counts from the next call on. float32 by default.
    /// </summary>
    /// <exception cref="ArgumentException">The processor does not compute this type: <see cref="DType.BFloat16"/> needs <c>avx512_bf16</c>.</exception>
    public DType DType
    {
        get => passes.DType;
        set => passes.DType = value;
    }

    /// <summary>
    /// Whether a forward pass keeps the inputs of residual units alone, and its backward pass computes the units again: Chen et al. (2016, arXiv:1604.06174). Takes less
    /// memory and more time; gradients and running statistics are the same up to rounding. Counts from the next call on. False by default.
    /// </summary>
    public bool GradCheckpointing
    {
        get => passes.GradCheckpointing;
        set => passes.GradCheckpointing = value;
    }

    /// <summary>Why the last <c>backward()</c> failed; null where none did since the last call.</summary>
    public Exception? BackwardFailure => passes.Failure;

    /// <summary>Whether the network is in training mode: that of <see cref="Network"/>.</summary>
    public override bool training => Network.training;

    /// <summary>Computes the network's output for a batch of images.</summary>
    /// <param name="input">N x C x H x W images in float32, of any strides.</param>
    /// <exception cref="ArgumentException">The images are none, or of another shape, type or place, or in training a norm would have one value for each channel.</exception>
    /// <exception cref="OverflowException">The images have more than 2,147,483,647 values in one dimension.</exception>
    /// <exception cref="InvalidOperationException">A parameter or a buffer was replaced, moved or disposed since the network was compiled.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ImageTensor.Require(Info, input, ScalarType.Float32);
        return passes.Forward(input);
    }

    /// <summary>
    /// Measures the time of each step of a forward and a backward pass for a batch, in the order in which the steps are computed. The passes compute with copies of the
    /// network's tensors, so gradients and running statistics stay as they are.
    /// </summary>
    /// <param name="images">N x C x H x W images in float32.</param>
    /// <param name="runs">How many times the batch is computed; the least time of each step counts.</param>
    /// <inheritdoc cref="forward" path="/exception"/>
    public IReadOnlyList<StepTime> Profile(Tensor images, int runs = 5)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        ImageTensor.Require(Info, images, ScalarType.Float32);
        return passes.Profile(images, runs);
    }

    /// <summary>Compiles a network for training, where that is wanted and can be: <see cref="TrainingOptions.Compile"/>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">How it is trained.</param>
    /// <returns>What was compiled; null for eager mode.</returns>
    public static CompiledNetwork? For(nn.Module<Tensor, Tensor> network, TrainingOptions options)
    {
        var dtype = options.Precision == Precision.Mixed ? DType.BFloat16 : DType.Float32;
        if (network is not IGeneratedNetwork generated || options is not { Compile: true } || !ModuleTensors.CanBeUsed(network) || !CompiledPasses.CanCompute(dtype))
        {
            return null;
        }

        var compiled = generated.Compile();
        compiled.DType = dtype;
        compiled.GradCheckpointing = options.GradCheckpointing;
        return compiled;
    }

    /// <inheritdoc/>
    public override void train(bool train = true) => Network.train(train);

    /// <inheritdoc/>
    public override void eval() => Network.eval();

    /// <inheritdoc/>
    public override void zero_grad(bool set_to_none = true) => Network.zero_grad(set_to_none);

    /// <inheritdoc/>
    public override IEnumerable<Parameter> parameters(bool recurse = true) => Network.parameters(recurse);

    /// <inheritdoc/>
    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) => Network.named_parameters(recurse);

    /// <inheritdoc/>
    public override IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) => Network.buffers(recurse, include_nonpersistent);

    /// <inheritdoc/>
    public override IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true) => Network.named_buffers(recurse, include_nonpersistent);

    /// <inheritdoc/>
    public override IEnumerable<nn.Module> children() => Network.children();

    /// <inheritdoc/>
    public override IEnumerable<(string name, nn.Module module)> named_children() => Network.named_children();

    /// <inheritdoc/>
    public override IEnumerable<nn.Module> modules() => Network.modules();

    /// <inheritdoc/>
    public override IEnumerable<(string name, nn.Module module)> named_modules() => Network.named_modules();

    /// <inheritdoc/>
    public override Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null) => Network.state_dict(destination, prefix);

    /// <inheritdoc/>
    public override (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null) =>
        Network.load_state_dict(source, strict, skip);

    /// <summary>Does nothing: there is nothing to register.</summary>
    protected override void RegisterComponents()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            passes.Dispose();
        }

        // The base class would dispose its children, which belong to the network.
        base.Dispose(disposing: false);
    }
}
