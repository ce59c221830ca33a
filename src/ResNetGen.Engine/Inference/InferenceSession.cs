using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using ResNetGen.Engine.Graphs;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Planning;
using ResNetGen.Engine.Weights;
using ResNetGen.Weights;

namespace ResNetGen.Engine.Inference;

/// <summary>
/// A network with its weights, prepared for inference. Several threads may call one session at once. The same images give the same bits, whatever else runs.
/// </summary>
public sealed unsafe class InferenceSession : IDisposable
{
    private readonly PackedNetwork network;
    private readonly PlanCache plans;
    private readonly Stack<InferenceCall> calls = new();
    private int running;
    private bool isDisposed;

    /// <summary>Prepares a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="weights">The weights, of which the session takes copies.</param>
    /// <param name="options">How the network is computed; null for the fastest way in float32.</param>
    /// <exception cref="ArgumentException">The weights are those of another network or are not finite, or the processor lacks the instructions that are asked for.</exception>
    /// <exception cref="WeightsException">The weights come from a file, and are those of another network or are not finite.</exception>
    /// <exception cref="PlatformNotSupportedException">The program is compiled ahead of time without the processor's vector instructions.</exception>
    public InferenceSession(NetworkGraph graph, INetworkWeights weights, InferenceSessionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(weights);
        options ??= new InferenceSessionOptions();
        if (options.Threads is < 1)
        {
            throw new ArgumentException($"The number of threads is at least 1, and not {options.Threads}.", nameof(options));
        }

        if (options.Instructions is null && CompiledInstructions.Problem is { } problem)
        {
            throw new PlatformNotSupportedException(problem);
        }

        Graph = graph;
        Threads = options.Threads ?? Environment.ProcessorCount;
        var kernels = KernelSet.Require(options.Instructions, options.DType);
        DType = kernels.DType;
        FallbackReason = MissingKernels.FallbackReason(options.DType, DType);
        network = PackedNetwork.Of(graph, weights, kernels);
        plans = new PlanCache(network, options.CachedBytes);
    }

    /// <summary>The network.</summary>
    public NetworkGraph Graph { get; }

    /// <summary>The vector instructions that compute the network: <c>AVX-512</c>, <c>AVX2</c> or <c>128-bit</c>.</summary>
    public string Instructions => network.Kernels.Name;

    /// <summary>The element type of feature maps and weights.</summary>
    public DType DType { get; }

    /// <summary>
    /// Why the session computes in float32 although the options ask for bfloat16: bfloat16 needs executable memory, which some systems refuse. Null where the
    /// session computes in the element type of the options.
    /// </summary>
    public string? FallbackReason { get; }

    /// <summary>The most threads of one call.</summary>
    public int Threads { get; }

    /// <summary>The number of output values for an image of the shape <see cref="NetworkGraph.Input"/>: the number of classes for a classifier.</summary>
    public int OutputLength => Graph.Output.Length;

    internal PlanCache Plans => plans;

    /// <summary>The vector instructions with which this processor computes, the fastest first.</summary>
    /// <param name="dtype">The element type of feature maps and weights.</param>
    public static IReadOnlyList<string> InstructionsFor(DType dtype) =>
        [.. KernelSet.Names.Where(name => KernelSet.Find(name, dtype == DType.BFloat16) is not null)];

    /// <summary>Computes the network's output for images.</summary>
    /// <param name="images">N x C x H x W values, in the size of <see cref="NetworkGraph.Input"/>.</param>
    /// <param name="output">Receives the output of all images: <see cref="OutputLength"/> values each, logits for a classifier.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    /// <exception cref="ObjectDisposedException">The session is disposed.</exception>
    public void Run(ReadOnlySpan<float> images, Span<float> output)
    {
        var input = Graph.Input;
        Run(images, CountOf(images), input.Height, input.Width, output);
    }

    /// <summary>The number of images of the shape <see cref="NetworkGraph.Input"/>.</summary>
    /// <exception cref="ArgumentException">The number of values is not a multiple of C x H x W.</exception>
    internal int CountOf(ReadOnlySpan<float> images)
    {
        var input = Graph.Input;
        return images.Length % input.Length == 0
            ? images.Length / input.Length
            : throw new ArgumentException($"There are {images.Length} values, and an image of {input} has {input.Length}.", nameof(images));
    }

    /// <summary>Computes the network's output for images of any size that the network allows.</summary>
    /// <param name="images">N x C x H x W values.</param>
    /// <param name="count">The number of images, N.</param>
    /// <param name="height">Their rows, H.</param>
    /// <param name="width">Their columns, W.</param>
    /// <param name="output">Receives the output of all images.</param>
    /// <exception cref="ArgumentException">A span has another length, or the images are too small.</exception>
    /// <exception cref="ObjectDisposedException">The session is disposed.</exception>
    public void Run(ReadOnlySpan<float> images, int count, int height, int width, Span<float> output)
    {
        var expected = checked((long)count * Graph.Input.Channels * height * width);
        if (images.Length != expected)
        {
            throw new ArgumentException($"There are {images.Length} values, and {count} images of {Graph.Input.Channels} x {height} x {width} have {expected}.", nameof(images));
        }

        var values = OutputFor(height, width).Length;
        if (output.Length != (long)count * values)
        {
            throw new ArgumentException(
                $"The output has room for {output.Length} values, and the network makes {(long)count * values}: {values} for each of {count} images.", nameof(output));
        }

        fixed (float* from = images, to = output)
        {
            var plane = (long)height * width;
            Run(
                new ImageSource
                {
                    Data = from, ImageStride = Graph.Input.Channels * plane, ChannelStride = plane, RowStride = width, ColumnStride = 1,
                    Count = count, Channels = Graph.Input.Channels, Height = height, Width = width,
                },
                to);
        }
    }

    /// <summary>The shape of the output for one image of a size; a vector has 0 rows and columns.</summary>
    /// <param name="height">The rows of the image.</param>
    /// <param name="width">The columns of the image.</param>
    /// <exception cref="ArgumentException">The images are too small for the network.</exception>
    public FeatureShape OutputFor(int height, int width)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return plans.PlanFor(default, 1, height, width, 1).OutputShape;
    }

    /// <summary>The execution plan in words: a line for each step, with what it computes and its multiply-accumulates for one batch.</summary>
    /// <param name="images">The number of images.</param>
    public string Explain(int images = 1)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(images, 1);
        var parts = PlansFor(images, Graph.Input.Height, Graph.Input.Width, out var memory);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Instructions}, {DType}, {Threads} threads, {memory / 1024.0 / 1024:0.0} MB for {images} images{(FallbackReason is null ? "" : "; " + FallbackReason)}\n");
        foreach (var plan in parts)
        {
            for (var i = plan.Span.Begin; i < plan.Span.End; i++)
            {
                var macs = plan.MacsOf(i) * images / plan.ImageLayout.Images;
                text.Append(CultureInfo.InvariantCulture, $"{i + 1,4}  {plan.Describe(i)}");
                text.Append(CultureInfo.InvariantCulture, $"{(macs > 0 ? string.Create(CultureInfo.InvariantCulture, $"  ({macs / 1e6:0.0} M MACs)") : "")}");
                text.Append(CultureInfo.InvariantCulture, $"{(i == plan.Span.Begin && ComputesApart(images) ? $"  from here {plan.ImageLayout.Images} images at once on each thread" : "")}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Releases the weights. Calls that are running end first: the last of them releases.</summary>
    public void Dispose()
    {
        lock (calls)
        {
            if (isDisposed)
            {
                return;
            }

            isDisposed = true;
            if (running > 0)
            {
                return;
            }
        }

        Release();
    }

    internal void Run(in ImageSource images, float* output)
    {
        if (images.Count == 0)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return;
        }

        Run(images, output, null);
    }

    /// <summary>Measures each step: the description, the least milliseconds of some runs, and the multiply-accumulates.</summary>
    internal IReadOnlyList<(string Step, double Milliseconds, double Macs)> Profile(in ImageSource images, int runs)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (images.Count < 1)
        {
            throw new ArgumentException("A profile needs at least one image.", nameof(images));
        }

        var parts = PlansFor(images.Count, images.Height, images.Width, out _);
        var (count, shortest) = (images.Count, new double[network.Steps.Count]);
        Array.Fill(shortest, double.PositiveInfinity);
        var output = new float[checked(images.Count * OutputFor(images.Height, images.Width).Length)];
        for (var run = 0; run < runs; run++)
        {
            var ticks = new long[Threads][];
            for (var thread = 0; thread < Threads; thread++)
            {
                ticks[thread] = new long[network.Steps.Count];
            }

            fixed (float* to = output)
            {
                Run(images, to, ticks);
            }

            for (var i = 0; i < shortest.Length; i++)
            {
                // The mean of the threads where each computes images of its own; else the caller's time, which is there from the first step to the last.
                var passed = ComputesApart(images.Count) ? ticks.Sum(of => of[i]) / (double)Threads : ticks[0][i];
                shortest[i] = Math.Min(shortest[i], passed * 1e3 / Stopwatch.Frequency);
            }
        }

        return [.. parts.SelectMany(plan => Enumerable.Range(plan.Span.Begin, plan.Span.End - plan.Span.Begin).Select(
            i => (plan.Describe(i), shortest[i], plan.MacsOf(i) * count / plan.ImageLayout.Images)))];
    }

    /// <summary>Whether each thread takes images of its own through the network; otherwise all threads compute each step together.</summary>
    internal bool ComputesApart(int images) => images >= 2L * Threads;

    // The plans by which so many images are computed, for most of them: their spans are the whole network.
    private IReadOnlyList<ExecutionPlan> PlansFor(int images, int height, int width, out long memory)
    {
        if (!ComputesApart(images))
        {
            var whole = plans.PlanFor(plans.Whole, images, height, width, Threads);
            memory = whole.Memory + (Threads * whole.Scratch);
            return [whole];
        }

        var phases = plans.PhasesFor(height, width, images, Threads);
        memory = Threads * phases.Memory;
        return [.. phases.Phases.Select(phase => phase.Plans.Last())];
    }

    private void Run(in ImageSource images, float* output, long[][]? ticks)
    {
        InferenceCall? call;
        lock (calls)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            running++;
            call = calls.TryPop(out var unused) ? unused : new InferenceCall(this);
        }

        var hasEnded = false;
        try
        {
            call.Run(images, output, ticks);
            hasEnded = true;
        }
        finally
        {
            End(call, hasEnded);
        }
    }

    private void End(InferenceCall call, bool isReusable)
    {
        bool isKept, releases;
        lock (calls)
        {
            // A call that threw may have kept something of its own, and many callers at once are no reason to keep the memory of all.
            isKept = isReusable && calls.Count < Environment.ProcessorCount;
            if (isKept)
            {
                calls.Push(call);
            }

            releases = --running == 0 && isDisposed;
        }

        if (!isKept)
        {
            call.Dispose();
        }

        if (releases)
        {
            Release();
        }
    }

    private void Release()
    {
        network.Dispose();
        while (calls.TryPop(out var call))
        {
            call.Dispose();
        }
    }
}

/// <summary>How a network is computed.</summary>
public sealed record InferenceSessionOptions
{
    /// <summary>The element type of feature maps and weights.</summary>
    public DType DType { get; init; }

    /// <summary>The maximum number of threads of one call; null for the number of processors that the process may use.</summary>
    public int? Threads { get; init; }

    /// <summary>The bytes of feature maps that stay in a processor's cache between two steps.</summary>
    internal long CachedBytes { get; init; } = PlanCache.DefaultCachedBytes;

    /// <summary>The vector instructions, one of <see cref="InferenceSession.InstructionsFor"/>; null for the fastest.</summary>
    public string? Instructions { get; init; }
}
