using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Training;

/// <summary>
/// Forward and backward passes over tensors that others own. One pass runs at a time, but several forward passes may wait for their backward passes. The same images
/// and number of threads give the same bits.
/// </summary>
internal sealed unsafe class NetworkTraining : ITeamWork, IDisposable
{
    private readonly TrainingState state = new();
    private readonly TrainingSteps steps;
    private readonly Dictionary<(int Images, int Height, int Width), ExecutionPlan> plans = [];
    private readonly Stack<AlignedMemory> unused = new();
    private readonly StepSharing sharing = new();
    private TrainingCall? call;
    private ImageSource images;
    private StepSpan part;

    /// <summary>Plans the passes of a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="tensors">Its tensors: <see cref="TensorsOf"/>, with memory.</param>
    /// <param name="hasLoss">Whether cross-entropy follows the network; otherwise the caller gives the gradient of the output.</param>
    /// <param name="threads">The threads of a pass.</param>
    /// <param name="kernels">The kernels; null for the fastest in float32.</param>
    public NetworkTraining(NetworkGraph graph, IReadOnlyList<TrainingParameter> tensors, bool hasLoss, int threads, KernelSet? kernels = null)
    {
        (Graph, Tensors, Threads) = (graph, tensors, threads);
        steps = TrainingSteps.Of(graph, kernels ?? KernelSet.Find(null, bfloat16: false)!, tensors, state, hasLoss);
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

    /// <summary>The number of steps of a call.</summary>
    public int Steps => steps.Steps.Count;

    /// <summary>Receives the ticks of each step for each thread; null for no measurement.</summary>
    public long[][]? Ticks { get; set; }

    /// <summary>The tensors of a network, without memory.</summary>
    public static IReadOnlyList<TrainingParameter> TensorsOf(NetworkGraph graph) =>
    [
        .. graph.Operations.SelectMany(layer => layer.Tensors.Select(tensor =>
            new TrainingParameter($"{layer.Key}.{tensor.Name}", tensor.Shape, tensor.Name.StartsWith("running_", StringComparison.Ordinal)))),
    ];

    /// <summary>Computes the network's output.</summary>
    /// <param name="source">The images, at least one.</param>
    /// <param name="usesBatchStatistics">Whether norms use the statistics of the batch and update the running ones, and dropout leaves values out.</param>
    /// <param name="seed">Decides what is left out at random.</param>
    /// <returns>The call, which keeps what the backward pass reads until it is disposed.</returns>
    public TrainingCall Forward(in ImageSource source, bool usesBatchStatistics, ulong seed = 0)
    {
        var plan = PlanFor(source.Count, source.Height, source.Width);
        var bytes = plan.Memory + (Threads * plan.Scratch);
        var memory = unused.TryPop(out var one) && one.Bytes >= bytes ? one : null;
        if (memory is null)
        {
            one?.Dispose();
            memory = new AlignedMemory(bytes);
        }

        var begun = new TrainingCall(this, plan, memory, source.Count, usesBatchStatistics, seed);
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
    /// <param name="usesBatchStatistics">Whether norms use the statistics of the batch and update the running ones, and dropout leaves values out.</param>
    /// <param name="seed">Decides what is left out at random.</param>
    /// <exception cref="ArgumentException">The number of values is another, or there is no image.</exception>
    public TrainingCall Forward(ReadOnlySpan<float> values, (int Count, int Height, int Width) size, bool usesBatchStatistics, ulong seed = 0)
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
                usesBatchStatistics,
                seed);
        }
    }

    /// <summary>Computes the mean cross-entropy of a call, and adds its gradients to those of the tensors.</summary>
    /// <param name="begun">The call.</param>
    /// <param name="labels">The class of each image.</param>
    /// <exception cref="ArgumentException">There is not one label for each image, or a label is no class.</exception>
    public double Backward(TrainingCall begun, ReadOnlySpan<int> labels)
    {
        var count = Graph.Output.Length;
        if (labels.Length * count != begun.OutputLength)
        {
            throw new ArgumentException($"There are {labels.Length} labels for {begun.OutputLength / count} images.", nameof(labels));
        }

        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0 || labels[i] >= count)
            {
                throw new ArgumentException($"Label {i} is {labels[i]}; the classes are 0 to {count - 1}.", nameof(labels));
            }
        }

        fixed (int* classes = labels)
        {
            state.Labels = classes;
            Run(begun, new StepSpan(steps.ForwardSteps, Steps));
        }

        return state.Loss;
    }

    /// <summary>Adds to the gradients of the tensors what follows from the gradient of the output.</summary>
    /// <param name="begun">The call.</param>
    /// <param name="gradient">The gradient of the output, image after image.</param>
    /// <exception cref="ArgumentException">The gradient has another length than the output.</exception>
    public void Backward(TrainingCall begun, ReadOnlySpan<float> gradient)
    {
        if (gradient.Length != begun.OutputLength)
        {
            throw new ArgumentException($"The gradient has {gradient.Length} values, and the network's output {begun.OutputLength}.", nameof(gradient));
        }

        fixed (float* from = gradient)
        {
            state.OutputGradient = from;
            Run(begun, new StepSpan(steps.ForwardSteps, Steps));
        }
    }

    public void Dispose()
    {
        steps.Dispose();
        state.Dispose();
        while (unused.TryPop(out var memory))
        {
            memory.Dispose();
        }
    }

    void ITeamWork.Begin(int count) => sharing.Begin(Threads);

    void ITeamWork.Run(int index, int count) => call!.Plan.RunShared(images, call.Memory.Data, index, Threads, sharing, part, Ticks?[index]);

    void ITeamWork.Abort() => sharing.Abort();

    /// <summary>Takes the memory of a call back.</summary>
    internal void Return(AlignedMemory memory) => unused.Push(memory);

    private void Run(TrainingCall begun, StepSpan span)
    {
        (call, part) = (begun, span);
        (state.UsesBatchStatistics, state.Seed) = (begun.UsesBatchStatistics, begun.Seed);
        ThreadTeam.Run(this, Threads, isShort: false);
    }

    private ExecutionPlan PlanFor(int count, int height, int width)
    {
        if (!plans.TryGetValue((count, height, width), out var found))
        {
            plans[(count, height, width)] = found = new ExecutionPlan(steps, new StepSpan(0, Steps), count, height, width, Threads);
        }

        return found;
    }
}
