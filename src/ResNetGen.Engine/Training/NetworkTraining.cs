using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Training;

/// <summary>
/// Forward and backward passes over tensors that others own. One pass runs at a time, but several forward passes may wait for their backward passes. The same images
/// and number of threads give the same bits. Parameters without memory for a gradient are frozen.
/// </summary>
internal sealed unsafe class NetworkTraining : ITeamWork, IDisposable
{
    /// <summary>Plans of more sizes and numbers of images are made anew.</summary>
    private const int MaxPlans = 64;

    /// <summary>The memory of more passes than these is given back to the system.</summary>
    private const int MaxUnused = 2;

    private readonly TrainingState state = new();
    private readonly TrainingSteps steps;
    private readonly Dictionary<(int Images, int Height, int Width), (ExecutionPlan Plan, NormInput[] Norms)> plans = [];
    private readonly Stack<AlignedMemory> unused = new();
    private bool isDisposed;
    private readonly StepSharing sharing = new();
    private TrainingCall? call;

    /// <summary>Receives the ticks of each step for each thread; null for no measurement.</summary>
    private long[][]? ticks;
    private ImageSource images;
    private StepSpan part;

    /// <summary>Plans the passes of a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="tensors">Its tensors: <see cref="TensorsOf"/>, with memory.</param>
    /// <param name="purpose">What is computed.</param>
    /// <param name="threads">The threads of a pass.</param>
    /// <param name="kernels">The kernels; null for the fastest in float32.</param>
    /// <param name="gradCheckpointing">Whether the backward pass computes units again, of which the forward pass keeps the input alone.</param>
    public NetworkTraining(NetworkGraph graph, IReadOnlyList<TrainingParameter> tensors, TrainingPurpose purpose, int threads, KernelSet? kernels = null, bool gradCheckpointing = false)
    {
        (Graph, Tensors, Threads) = (graph, tensors, threads);
        steps = TrainingSteps.Of(graph, kernels ?? KernelSet.Find(null, bfloat16: false)!, tensors, state, purpose, gradCheckpointing);
    }

    public NetworkGraph Graph { get; }

    public int Threads { get; }

    /// <summary>All tensors, in the order of the network's layers.</summary>
    public IReadOnlyList<TrainingParameter> Tensors { get; }

    /// <summary>The share of each target that is spread over all classes.</summary>
    public float LabelSmoothing
    {
        get => state.LabelSmoothing;
        set => state.LabelSmoothing = value;
    }

    /// <summary>The images of the last batch whose largest logit was that of their class.</summary>
    public int Correct => state.Correct;

    /// <summary>The number of steps of a call.</summary>
    public int Steps => steps.Steps.Count;

    /// <summary>Whether an operation was left out of the last pass with its unit.</summary>
    /// <param name="number">The operation's number.</param>
    public bool IsLeftOut(int number) => steps.UnitOf(number + 1) is { } unit && state.IsLeftOut(unit);

    /// <summary>The tensors of a network, without memory.</summary>
    public static IReadOnlyList<TrainingParameter> TensorsOf(NetworkGraph graph) =>
    [
        .. graph.Operations.SelectMany(layer => layer.Tensors.Select(tensor =>
            new TrainingParameter($"{layer.Key}.{tensor.Name}", tensor.Shape, tensor.Name.StartsWith("running_", StringComparison.Ordinal)))),
    ];

    /// <summary>Computes the network's output.</summary>
    /// <param name="source">The images, at least one.</param>
    /// <param name="mode">How operations work.</param>
    /// <returns>The call, which keeps what the backward pass reads until it is disposed.</returns>
    /// <exception cref="ArgumentException">There is no image, the images are of a size that the network does not take, or a norm that takes the statistics of the batch has one value for each channel.</exception>
    public TrainingCall Forward(in ImageSource source, TrainingMode mode)
    {
        if (source.Count < 1)
        {
            throw new ArgumentException("There is no image in the batch; it has at least one.", nameof(source));
        }

        var (plan, norms) = PlanFor(source.Count, source.Height, source.Width);
        foreach (var norm in norms)
        {
            norm.Require(mode);
        }

        var begun = new TrainingCall(this, plan, Take(plan.Memory + (Threads * plan.Scratch)), source.Count, mode);
        images = source;
        try
        {
            Run(begun, new StepSpan(0, steps.ForwardSteps));
            return begun;
        }
        catch
        {
            begun.Dispose();
            throw;
        }
    }

    /// <summary>Computes the network's output.</summary>
    /// <param name="values">N x C x H x W values.</param>
    /// <param name="size">The number of images, their rows and their columns.</param>
    /// <param name="mode">How operations work.</param>
    /// <exception cref="ArgumentException">The number of values is another, there is no image, or the images do not fit.</exception>
    public TrainingCall Forward(ReadOnlySpan<float> values, (int Count, int Height, int Width) size, TrainingMode mode)
    {
        var plane = (long)size.Height * size.Width;
        if (size.Count < 1 || values.Length != size.Count * Graph.Input.Channels * plane)
        {
            throw new ArgumentException(
                $"There are {values.Length} values, and {size.Count} images of {Graph.Input.Channels} x {size.Height} x {size.Width} have {size.Count * Graph.Input.Channels * plane}; a batch has at least one image.",
                nameof(values));
        }

        fixed (float* from = values)
        {
            return Forward(
                new ImageSource
                {
                    Data = from, ImageStride = Graph.Input.Channels * plane, ChannelStride = plane, RowStride = size.Width, ColumnStride = 1,
                    Count = size.Count, Channels = Graph.Input.Channels, Height = size.Height, Width = size.Width,
                },
                mode);
        }
    }

    /// <summary>Refuses labels that are not one class for each image.</summary>
    /// <exception cref="ArgumentException">They are not.</exception>
    public void RequireLabels(ReadOnlySpan<int> labels, int images)
    {
        if (labels.Length != images)
        {
            throw new ArgumentException($"There are {labels.Length} labels for {images} images.", nameof(labels));
        }

        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0 || labels[i] >= Graph.Output.Length)
            {
                throw new ArgumentException($"Label {i} is {labels[i]}; the classes are 0 to {Graph.Output.Length - 1}.", nameof(labels));
            }
        }
    }

    /// <summary>Computes the mean cross-entropy of a call, and adds its gradients to those of the tensors.</summary>
    /// <param name="begun">The call.</param>
    /// <param name="labels">The class of each image.</param>
    /// <param name="mixedLabels">The class of what is mixed into each image, where something is.</param>
    /// <param name="lambda">The share of the first class in each target.</param>
    /// <exception cref="ArgumentException">There is not one label for each image, or a label is no class.</exception>
    public double Backward(TrainingCall begun, ReadOnlySpan<int> labels, ReadOnlySpan<int> mixedLabels = default, float lambda = 1)
    {
        RequireLabels(labels, begun.OutputLength / Graph.Output.Length);
        if (lambda < 1)
        {
            RequireLabels(mixedLabels, begun.OutputLength / Graph.Output.Length);
        }

        fixed (int* classes = labels, mixed = lambda < 1 ? mixedLabels : labels)
        {
            state.Labels = classes;
            state.MixedLabels = mixed;
            state.Lambda = lambda;
            RunBackward(begun);
        }

        return state.Loss;
    }

    /// <summary>Adds to the gradients of the tensors what follows from the gradient of the output.</summary>
    /// <param name="begun">The call.</param>
    /// <param name="gradient">The gradient of the output, image after image.</param>
    /// <param name="ofImages">Receives the gradient of the images, N x C x H x W values, where it is computed.</param>
    /// <exception cref="ArgumentException">The gradient has another length than the output, or that of the images another than they.</exception>
    public void Backward(TrainingCall begun, ReadOnlySpan<float> gradient, Span<float> ofImages = default)
    {
        if (gradient.Length != begun.OutputLength)
        {
            throw new ArgumentException($"The gradient has {gradient.Length} values, and the network's output {begun.OutputLength}.", nameof(gradient));
        }

        if (steps.HasImageGradient && ofImages.Length != begun.InputLength)
        {
            throw new ArgumentException($"There are {ofImages.Length} values for the gradient of the images, which have {begun.InputLength}.", nameof(ofImages));
        }

        fixed (float* from = gradient, to = ofImages)
        {
            state.OutputGradient = from;
            state.ImageGradient = to;
            RunBackward(begun);
        }
    }

    /// <summary>Measures each step of some forward and backward passes. Like other passes, they add to the gradients of the tensors and update running statistics.</summary>
    /// <param name="source">The images.</param>
    /// <param name="mode">How operations work.</param>
    /// <param name="runs">The number of passes; the least time of each step counts.</param>
    /// <returns>The steps in words, with their milliseconds and multiply-accumulates.</returns>
    public IReadOnlyList<(string Step, double Milliseconds, double Macs, bool IsBackward)> Profile(in ImageSource source, TrainingMode mode, int runs)
    {
        var shortest = new double[Steps];
        Array.Fill(shortest, double.PositiveInfinity);
        IReadOnlyList<(string Step, double Macs)> described = [];
        try
        {
            for (var run = 0; run < runs; run++)
            {
                ticks = [.. Enumerable.Range(0, Threads).Select(_ => new long[Steps])];
                using var begun = Forward(source, mode);
                float[] gradient = [.. Enumerable.Range(0, begun.OutputLength).Select(i => (i % 2 == 0 ? 1f : -1f) / begun.OutputLength)];
                Backward(begun, gradient, new float[steps.HasImageGradient ? begun.InputLength : 0]);
                described = begun.Describe();
                for (var i = 0; i < Steps; i++)
                {
                    // A thread whose share another one took has no time of its own.
                    shortest[i] = Math.Min(shortest[i], ticks.Max(ofThread => ofThread[i]) * 1e3 / Stopwatch.Frequency);
                }
            }
        }
        finally
        {
            ticks = null;
        }

        return [.. described.Take(steps.LastStepNeeded() + 1).Select((step, i) => (step.Step, shortest[i], step.Macs, i >= steps.ForwardSteps))];
    }

    public void Dispose()
    {
        steps.Dispose();
        state.Dispose();
        lock (unused)
        {
            isDisposed = true;
            while (unused.TryPop(out var memory))
            {
                memory.Dispose();
            }
        }
    }

    void ITeamWork.Begin(int count) => sharing.Begin(Threads);

    void ITeamWork.Run(int index, int count) => call!.Plan.RunShared(images, call.Memory.Data, index, Threads, sharing, part, ticks?[index]);

    void ITeamWork.Abort() => sharing.Abort();

    /// <summary>Takes the memory of a call back.</summary>
    internal void Return(AlignedMemory memory)
    {
        lock (unused)
        {
            if (isDisposed || unused.Count >= MaxUnused)
            {
                memory.Dispose();
            }
            else
            {
                unused.Push(memory);
            }
        }
    }

    private AlignedMemory Take(long bytes)
    {
        lock (unused)
        {
            while (unused.TryPop(out var memory))
            {
                if (memory.Bytes >= bytes)
                {
                    return memory;
                }

                memory.Dispose();
            }
        }

        return new AlignedMemory(bytes);
    }

    // Nothing in front of the first trained parameter needs a gradient.
    private void RunBackward(TrainingCall begun) => Run(begun, new StepSpan(steps.ForwardSteps, steps.LastStepNeeded() + 1));

    private void Run(TrainingCall begun, StepSpan span)
    {
        (call, part) = (begun, span);
        state.Begin(begun.Mode);
        ThreadTeam.Run(this, Threads, isShort: false);
    }

    private (ExecutionPlan Plan, NormInput[] Norms) PlanFor(int count, int height, int width)
    {
        if (!plans.TryGetValue((count, height, width), out var found))
        {
            if (plans.Count >= MaxPlans)
            {
                plans.Clear();
            }

            var plan = new ExecutionPlan(steps, new StepSpan(0, Steps), count, height, width, Threads);
            plans[(count, height, width)] = found = (plan, [.. steps.Norms.Where(norm => plan.View(norm.Input, null).Layout is { Images: 1, Height: 1, Width: 1 })]);
        }

        return found;
    }
}
