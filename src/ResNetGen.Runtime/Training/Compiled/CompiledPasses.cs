using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Training;
using ResNetGen.Inference;
using ResNetGen.Torch;
using static TorchSharp.torch;

namespace ResNetGen.Training;

/// <summary>The engine's passes over the tensors of a module, as autograd calls them.</summary>
internal sealed unsafe class CompiledPasses : IDisposable
{
    private readonly NetworkGraph graph;
    private readonly ModuleTensors tensors;
    private readonly Dictionary<(TrainingPurpose Purpose, int Threads, KernelSet Kernels, bool GradCheckpointing), NetworkTraining> trainings = [];
    private readonly KernelSet float32 = KernelSet.Require(null, DType.Float32);
    private readonly Lock gate = new();
    private readonly bool isRandom;
    private KernelSet kernels;
    private bool isDisposed;

    /// <summary>Prepares the passes of a network.</summary>
    /// <exception cref="ArgumentException">The module is another network, or its tensors are not float32 on the CPU.</exception>
    public CompiledPasses(NetworkGraph graph, nn.Module<Tensor, Tensor> network)
    {
        (this.graph, kernels) = (graph, float32);
        tensors = new ModuleTensors(graph, network);
        isRandom = graph.Operations.Any(operation => operation is Dropout or StochasticDepth);
    }

    /// <summary>Why the last backward pass failed.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The element type of feature maps in passes that are recorded.</summary>
    /// <exception cref="ArgumentException">The processor does not compute the type.</exception>
    public DType DType
    {
        get => kernels.DType;
        set => kernels = KernelSet.Require(null, value);
    }

    /// <summary>Whether this process computes an element type.</summary>
    public static bool CanCompute(DType dtype) => KernelSet.Find(null, dtype == DType.BFloat16)?.DType == dtype;

    /// <summary>Whether backward passes compute residual units again, of which forward passes keep the input alone.</summary>
    public bool GradCheckpointing { get; set; }

    /// <summary>Computes the output for a batch; recorded for autograd where it is enabled.</summary>
    public Tensor Forward(Tensor images)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, typeof(CompiledNetwork));
            Failure = null;
            tensors.Bind();
            var ofImages = images.requires_grad;
            var isRecorded = is_grad_enabled() && (ofImages || tensors.HasTrained);
            var training = For(!isRecorded ? TrainingPurpose.Output : ofImages ? TrainingPurpose.ImageGradients : TrainingPurpose.Gradients);
            var call = training.Forward(ImageTensor.Source(images), tensors.Mode(isRandom ? Seed : () => 0UL));
            try
            {
                tensors.CountBatch(call.Mode, training.IsLeftOut);
                var output = Output(call, images.shape[0]);
                GC.KeepAlive(images);
                if (isRecorded)
                {
                    return CompiledFunction.Record(new RecordedPass(this, training, call), output, ofImages ? images : null);
                }

                call.Dispose();
                return output;
            }
            catch
            {
                call.Dispose();
                throw;
            }
        }
    }

    /// <summary>Adds the gradients of a pass to those of the parameters.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="gradient">The gradient of the output.</param>
    /// <param name="imageShape">The shape of the images, where their gradient is wanted.</param>
    /// <returns>The gradient of the images; null where it is not wanted.</returns>
    /// <exception cref="InvalidOperationException">A parameter was replaced, moved or disposed since the network was compiled.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed.</exception>
    public Tensor? Backward(RecordedPass pass, Tensor gradient, long[]? imageShape)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, typeof(CompiledNetwork));
            tensors.Bind();
            tensors.BindGradients();
            using var values = gradient.contiguous();
            var ofImages = imageShape is null ? null : empty(imageShape, dtype: ScalarType.Float32, device: CPU);
            pass.Training.Backward(
                pass.Call,
                new ReadOnlySpan<float>(TensorAddress.Of(values), pass.Call.OutputLength),
                ofImages is null ? default : new Span<float>(TensorAddress.Of(ofImages), pass.Call.InputLength));
            return ofImages;
        }
    }

    /// <summary>Measures each step of some passes over copies of the tensors.</summary>
    public IReadOnlyList<StepTime> Profile(Tensor images, int runs)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, typeof(CompiledNetwork));
            tensors.Bind();
            using var memory = tensors.Copy();
            using var training = Make(memory.Tensors, TrainingPurpose.Gradients);
            var steps = training.Profile(ImageTensor.Source(images), tensors.Mode(static () => 0), runs);
            GC.KeepAlive(images);
            return [.. steps.Select(step => new StepTime(step.Step, step.Milliseconds, step.Macs) { IsBackward = step.IsBackward })];
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            foreach (var training in trainings.Values)
            {
                training.Dispose();
            }

            trainings.Clear();
        }
    }

    private static Tensor Output(TrainingCall call, long count)
    {
        var shape = call.Plan.OutputShape;
        var output = empty(shape.Height == 0 ? [count, shape.Channels] : [count, shape.Channels, shape.Height, shape.Width], dtype: ScalarType.Float32, device: CPU);
        call.Export(TensorAddress.Of(output));
        return output;
    }

    // From the generator that manual_seed seeds, so that a run can be repeated.
    private static ulong Seed()
    {
        using var drawn = randint(long.MaxValue, [1], dtype: ScalarType.Int64, device: CPU);
        return (ulong)drawn.item<long>();
    }

    private NetworkTraining For(TrainingPurpose purpose)
    {
        var key = (purpose, get_num_threads(), KernelsFor(purpose), GradCheckpointing);
        if (!trainings.TryGetValue(key, out var training))
        {
            trainings[key] = training = Make(tensors.Parameters, purpose);
        }

        return training;
    }

    private NetworkTraining Make(IReadOnlyList<TrainingParameter> parameters, TrainingPurpose purpose) =>
        new(graph, parameters, purpose, get_num_threads(), KernelsFor(purpose), GradCheckpointing);

    // Without a backward pass a network is scored, and that in float32.
    private KernelSet KernelsFor(TrainingPurpose purpose) => purpose == TrainingPurpose.Output ? float32 : kernels;
}

/// <summary>A forward pass that autograd has recorded.</summary>
/// <param name="passes">The network's passes.</param>
/// <param name="training">Those of the kind.</param>
/// <param name="call">What the backward pass reads.</param>
internal sealed class RecordedPass(CompiledPasses passes, NetworkTraining training, TrainingCall call)
{
    private bool isDone;

    public NetworkTraining Training { get; } = training;

    public TrainingCall Call { get; } = call;

    public CompiledPasses Passes { get; } = passes;

    /// <summary>Computes the gradients, once.</summary>
    /// <exception cref="InvalidOperationException">There was a backward pass before, or gradients of gradients are wanted.</exception>
    public Tensor? Backward(Tensor gradient, long[]? imageShape)
    {
        if (isDone)
        {
            throw new InvalidOperationException("There was a backward() of this output already, and what another one needs is gone. Call the network again.");
        }

        if (is_grad_enabled())
        {
            throw new InvalidOperationException("The gradients of a compiled network have no gradients of their own: call the network itself where create_graph is set.");
        }

        isDone = true;
        try
        {
            return Passes.Backward(this, gradient, imageShape);
        }
        finally
        {
            Call.Dispose();
        }
    }
}
