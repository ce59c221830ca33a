using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using ResNetGen.Engine.Kernels;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Planning;

/// <summary>Steps in a row.</summary>
internal readonly record struct StepSpan(int Begin, int End)
{
    public bool Contains(int step) => step >= Begin && step < End;
}

/// <summary>Steps of a network for a number of images of one size: how each is computed, and where each value lies in memory.</summary>
internal sealed unsafe class ExecutionPlan
{
    private readonly StepSequence network;
    private readonly Layout[] layouts;
    private readonly StepMethod[] methods;
    private readonly long[] places;
    private readonly bool[] readsHalo;
    private volatile bool isPrepared;

    /// <summary>Plans steps.</summary>
    /// <param name="network">The network.</param>
    /// <param name="span">The steps.</param>
    /// <param name="images">How many images are computed at once.</param>
    /// <param name="height">Their rows.</param>
    /// <param name="width">Their columns.</param>
    /// <param name="threads">How many threads share each step.</param>
    /// <exception cref="ArgumentException">The images are too small for the network.</exception>
    public ExecutionPlan(StepSequence network, StepSpan span, int images, int height, int width, int threads)
    {
        (this.network, Span) = (network, span);
        ImageLayout = new Layout(images, network.ImageChannels, height, width, 0);
        layouts = new Layout[network.Values];
        methods = new StepMethod[network.Steps.Count];
        readsHalo = new bool[network.Values];
        layouts[0] = ImageLayout;
        var scratch = new long[network.Steps.Count];
        var kinds = new Dictionary<int, PassKind[]>();
        var groupsImages = network.GroupsPasses && HasEqualShares(images, threads);
        for (var i = 0; i < Steps.Count; i++)
        {
            var step = Steps[i];
            var seen = new StepLayouts(ImageLayout, [.. step.Inputs.Select(value => layouts[value])], network.Halo, layouts);
            var output = step.LayoutOf(seen);
            if (step.Epilogue.Addend != StepEpilogue.NoValue && layouts[step.Epilogue.Addend] != output)
            {
                throw new ArgumentException($"Images of {height} x {width} pixels do not fit the network: the two sides of a sum differ in shape.");
            }

            foreach (var (position, value) in step.Writes.Index())
            {
                layouts[value] = step.LayoutOfWritten(position, seen);
            }

            for (var position = 0; position < step.Inputs.Length; position++)
            {
                readsHalo[step.Inputs[position]] |= step.ReadsHaloOf(position);
            }

            methods[i] = StepMethod.Only;
            if (i >= span.Begin && i < span.End)
            {
                methods[i] = step.MethodFor(seen, threads, network.Kernels);
                scratch[i] = step.ScratchOf(seen, methods[i], network.Kernels);
                kinds[i] = [.. Enumerable.Range(0, step.Passes).Select(pass => groupsImages ? step.KindOf(pass, seen, methods[i]) : PassKind.Together)];
            }
        }

        OutputLength = OutputShape.Length;
        Schedule = new PassSchedule(Steps, span, kinds, scratch, BytesOfImage, network.Lifetimes, (images + threads - 1) / threads);
        Scratch = MemoryPlan.Rounded(Schedule.Scratch);
        Macs = Enumerable.Range(span.Begin, span.End - span.Begin).Sum(MacsOf);
        Carried = [.. network.Lifetimes.LiveBeforeEachStep().ElementAt(span.Begin)];
        (places, Memory) = MemoryPlan.Of(Steps, span, Schedule, Carried, network.Lifetimes, layouts, BytesOf);
    }

    public IReadOnlyList<Step> Steps => network.Steps;

    /// <summary>The passes of the span's steps in groups.</summary>
    public PassSchedule Schedule { get; }

    /// <summary>The steps that the plan computes.</summary>
    public StepSpan Span { get; }

    public KernelSet Kernels => network.Kernels;

    public Layout ImageLayout { get; }

    /// <summary>The memory of all values, in bytes.</summary>
    public long Memory { get; }

    /// <summary>The scratch memory of a thread, in bytes.</summary>
    public long Scratch { get; }

    /// <summary>Multiply-accumulates of the span for the whole batch.</summary>
    public double Macs { get; }

    /// <summary>The values that the span's steps or later ones read and earlier ones made.</summary>
    public int[] Carried { get; }

    /// <summary>The layout of the network's output.</summary>
    public Layout Output => layouts[network.Output];

    /// <summary>The shape of the network's output for one image.</summary>
    public FeatureShape OutputShape => Output.IsVectors ? new FeatureShape(Output.Channels, 0, 0) : new FeatureShape(Output.Channels, Output.Height, Output.Width);

    /// <summary>Elements of the network's output for one image.</summary>
    public int OutputLength { get; }

    public StepMethod MethodOf(int index) => methods[index];

    public bool ReadsHalo(int value) => readsHalo[value];

    public MapView View(int value, byte* memory)
    {
        var layout = layouts[value];
        return new MapView(layout, memory + places[value] + (layout.Origin * ElementSizeOf(layout)));
    }

    /// <summary>Some images of a value; the whole value where it is no feature maps.</summary>
    public MapView View(int value, byte* memory, in ImageChunk chunk)
    {
        var layout = layouts[value];
        if (chunk.Count == 0 || layout.IsVectors)
        {
            return View(value, memory);
        }

        var size = ElementSizeOf(layout);
        var first = Schedule.IsLocal(value) ? chunk.Scratch + Schedule.LocalPlaceOf(value) : memory + places[value] + (chunk.First * layout.Image * size);
        return new MapView(layout with { Images = chunk.Count }, first + (layout.Origin * size));
    }

    /// <summary>Packs the weights of plans, where they are not yet. A plan that is only described needs none.</summary>
    /// <param name="plans">The plans.</param>
    /// <param name="threads">The most threads that pack.</param>
    public static void Prepare(IEnumerable<ExecutionPlan> plans, int threads)
    {
        var open = plans.Where(plan => !plan.isPrepared).ToList();
        if (open.Count == 0)
        {
            return;
        }

        Preparation.Run([.. open.SelectMany(plan => Enumerable.Range(plan.Span.Begin, plan.Span.End - plan.Span.Begin).Select(i => (plan.Steps[i], plan.methods[i])))], threads);
        open.ForEach(plan => plan.isPrepared = true);
    }

    /// <summary>Packs the weights, where they are not yet.</summary>
    public void Prepare(int threads)
    {
        if (!isPrepared)
        {
            Prepare([this], threads);
        }
    }

    /// <summary>Computes the span's steps alone.</summary>
    /// <param name="images">The images.</param>
    /// <param name="memory">The memory of all values, with the scratch memory behind it.</param>
    /// <param name="ticks">Receives the time of each step; null for no measurement.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(in ImageSource images, byte* memory, long[]? ticks)
    {
        var worker = new Worker(0, 1, memory + Memory);
        for (var i = Span.Begin; i < Span.End; i++)
        {
            var start = ticks is null ? 0 : Stopwatch.GetTimestamp();
            var run = new StepRun(this, i, memory, images);
            for (var pass = 0; pass < Steps[i].Passes; pass++)
            {
                Steps[i].Run(run, pass, worker);
            }

            if (ticks is not null)
            {
                ticks[i] += Stopwatch.GetTimestamp() - start;
            }
        }
    }

    /// <summary>Computes the span's steps together with other threads, each of which calls this.</summary>
    /// <param name="images">The images.</param>
    /// <param name="memory">The memory of all values, with the scratch memory of each share behind it.</param>
    /// <param name="thread">The thread's number, from 0, which is that of its share.</param>
    /// <param name="shares">The shares of each group of passes.</param>
    /// <param name="sharing">Hands out the shares.</param>
    /// <param name="part">The steps of the span that are computed.</param>
    /// <param name="ticks">Receives the time of each step; null for no measurement.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void RunShared(in ImageSource images, byte* memory, int thread, int shares, StepSharing sharing, StepSpan part, long[]? ticks)
    {
        // Each group of passes is handed out.
        var run = new SharedRun(this, images, memory, part, ticks);
        var turn = 0;
        foreach (var group in Schedule.Groups)
        {
            if (run.LastStepOf(group) is not { } last)
            {
                continue;
            }

            run.Begin();
            for (var share = sharing.Next(turn, thread); share >= 0; share = sharing.Next(turn, thread))
            {
                run.Run(group, new Worker(share, shares, memory + Memory + (share * Scratch), Scratch));
                sharing.Complete(turn, share);
            }

            run.Count(last);
            turn++;
        }
    }

    /// <summary>Copies a value of this plan's images to a plan of later steps, behind other images.</summary>
    public void CarryTo(ExecutionPlan next, int value, byte* memory, byte* nextMemory, int image)
    {
        var layout = layouts[value];
        var bytes = BytesOf(layout);
        Buffer.MemoryCopy(memory + places[value], nextMemory + next.places[value] + (image * layout.Image * ElementSizeOf(layout)), bytes, bytes);
    }

    /// <summary>Writes the network's output for one image, in the order channel, row, column.</summary>
    public void Export(byte* memory, int image, float* to) =>
        (Output.IsVectors ? Kernels.ForVectors : Kernels).Export(View(network.Output, memory), image, to);

    /// <summary>The places in the network behind which an image has become much smaller, and at most two feature maps are needed further on.</summary>
    public IEnumerable<int> NarrowPlaces()
    {
        var before = (long)ImageLayout.Height * ImageLayout.Width;
        foreach (var (place, live) in network.Lifetimes.LiveBeforeEachStep().Take(Steps.Count).Index())
        {
            if (live.Count is 1 or 2 && !live.Any(value => layouts[value].IsVectors))
            {
                var now = live.Max(value => (long)layouts[value].Height * layouts[value].Width);
                if (now * 3 <= before)
                {
                    before = now;
                    yield return place;
                }
            }
        }
    }

    /// <summary>Multiply-accumulates of a step for the whole batch.</summary>
    public double MacsOf(int index) => Steps[index].MacsFor(layouts[Steps[index].Inputs[0]], LayoutOf(Steps[index]));

    /// <summary>A step in words: <c>conv 3x3 Winograd, to 64 x 56 x 56, add, relu</c>.</summary>
    public string Describe(int index)
    {
        var step = Steps[index];
        var to = LayoutOf(step);
        var text = new StringBuilder(step.Describe(methods[index]));
        text.Append(CultureInfo.InvariantCulture, $", to {to.Channels}");
        if (!to.IsVectors)
        {
            text.Append(CultureInfo.InvariantCulture, $" x {to.Height} x {to.Width}");
        }

        Append(step.Epilogue.Before);
        if (step.Epilogue.Addend != StepEpilogue.NoValue)
        {
            text.Append(", add");
        }

        Append(step.Epilogue.After);
        if (step.Epilogue.Second != StepEpilogue.NoValue)
        {
            text.Append(", and the next norm");
        }

        return text.ToString();

        void Append(ActivationStep activation)
        {
            if (!activation.IsNone)
            {
                text.Append(", ").Append(activation.Function.ToString().ToLowerInvariant());
            }
        }
    }

    private Layout LayoutOf(Step step) => layouts[step.Output == StepEpilogue.NoValue ? step.Inputs[0] : step.Output];

    private int ElementSizeOf(Layout layout) => layout.IsVectors ? sizeof(float) : Kernels.ElementSize;

    private long BytesOf(Layout layout) => layout.Length * ElementSizeOf(layout);

    /// <summary>The bytes of feature maps for one image; 0 for vectors.</summary>
    private long BytesOfImage(int value) => layouts[value] is { IsVectors: false } layout ? layout.Image * ElementSizeOf(layout) : 0;

    /// <summary>Whether threads have as much to do as each other, or nearly, where they share images.</summary>
    private static bool HasEqualShares(int images, int threads) => (images + threads - 1) / threads * threads <= images * 9L / 8;
}
