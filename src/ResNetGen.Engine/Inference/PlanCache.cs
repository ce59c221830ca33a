using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading;
using ResNetGen.Engine.Planning;

namespace ResNetGen.Engine.Inference;

/// <summary>The execution plans of a network. Each is made when it is first needed, and a caller waits only for plans that it needs itself.</summary>
/// <param name="network">The network.</param>
/// <param name="cachedBytes">The feature maps that stay in a processor's cache between two steps.</param>
internal sealed class PlanCache(PackedNetwork network, long cachedBytes = PlanCache.DefaultCachedBytes)
{
    public const long DefaultCachedBytes = 4 * 1024 * 1024;

    // A caller with images of ever new sizes costs time for new plans, and no memory.
    private const int MaxPlans = 256;

    private readonly ConcurrentDictionary<(StepSpan Span, int Images, int Height, int Width, int Threads), Lazy<ExecutionPlan>> plans = new();
    private readonly ConcurrentDictionary<(int Height, int Width, int Images, int Threads), Lazy<ImagePhases>> phases = new();

    /// <summary>All steps.</summary>
    public StepSpan Whole => new(0, network.Steps.Count);

    /// <summary>A plan.</summary>
    public ExecutionPlan PlanFor(StepSpan span, int images, int height, int width, int threads)
    {
        var key = (span, images, height, width, threads);
        return plans.TryGetValue(key, out var plan) ? plan.Value : Add(plans, key, MakePlan);
    }

    /// <summary>The phases in which each of some threads takes images of its own through the network.</summary>
    /// <param name="height">The rows of the images.</param>
    /// <param name="width">The columns of the images.</param>
    /// <param name="images">The images that the threads share.</param>
    /// <param name="threads">The threads.</param>
    public ImagePhases PhasesFor(int height, int width, int images, int threads)
    {
        var key = (height, width, images, threads);
        return phases.TryGetValue(key, out var made) ? made.Value : Add(phases, key, MakePhases);
    }

    // Plans of images that are too small throw, which is not kept.
    private static TValue Add<TKey, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TValue>(
        ConcurrentDictionary<TKey, Lazy<TValue>> all, TKey key, Func<TKey, TValue> make)
        where TKey : notnull
    {
        if (all.Count >= MaxPlans)
        {
            all.Clear();
        }

        return all.GetOrAdd(key, new Lazy<TValue>(() => make(key), LazyThreadSafetyMode.PublicationOnly)).Value;
    }

    private ExecutionPlan MakePlan((StepSpan Span, int Images, int Height, int Width, int Threads) of) =>
        new(network, of.Span, of.Images, of.Height, of.Width, of.Threads);

    // Weights are to be read as seldom as the cache allows. The first steps have large feature maps and few weights, the last ones the other way round, so these
    // take more images at once.
    private ImagePhases MakePhases((int Height, int Width, int Images, int Threads) of)
    {
        var (height, width, images, threads) = of;
        var most = (images + threads - 1) / threads;
        var spans = new List<(StepSpan Span, int Images)>();
        var begin = 0;
        foreach (var end in PlanFor(Whole, 1, height, width, 1).NarrowPlaces().Append(network.Steps.Count))
        {
            var span = new StepSpan(begin, end);
            var together = (int)long.Clamp(cachedBytes / PlanFor(span, 1, height, width, 1).Memory, 1, int.Min(most, 16));

            // Each phase takes a multiple of the images of the one before; phases that take as many are one.
            if (spans.Count > 0 && together < 2 * spans[^1].Images)
            {
                spans[^1] = (new StepSpan(spans[^1].Span.Begin, end), spans[^1].Images);
            }
            else
            {
                spans.Add((span, spans.Count > 0 ? together / spans[^1].Images * spans[^1].Images : together));
            }

            begin = end;
        }

        // As many tasks for each thread as for any other.
        var last = (long)spans[^1].Images * threads;
        var tasks = (images + last - 1) / last * threads;
        return new ImagePhases(PhasesOf(spans, [(int)(images / tasks), (int)((images + tasks - 1) / tasks)], height, width), tasks);
    }

    private ImagePhase[] PhasesOf(List<(StepSpan Span, int Images)> spans, SortedSet<int> counts, int height, int width)
    {
        var made = new ImagePhase[spans.Count];
        for (var phase = spans.Count; phase-- > 0;)
        {
            var (span, together) = spans[phase];
            var ofCount = new ExecutionPlan?[together + 1];
            var before = new SortedSet<int>();
            foreach (var count in counts.Where(count => count > 0))
            {
                ofCount[count] = PlanFor(span, count, height, width, 1);
                if (phase > 0)
                {
                    before.Add(int.Min(spans[phase - 1].Images, count));
                    before.Add(count % spans[phase - 1].Images);
                }
            }

            made[phase] = new ImagePhase(together, ofCount);
            counts = before;
        }

        return made;
    }
}

/// <summary>How threads take images through a network, each its own.</summary>
/// <param name="Phases">The phases.</param>
/// <param name="Tasks">How many parts the images are divided into.</param>
internal sealed record ImagePhases(ImagePhase[] Phases, long Tasks)
{
    private volatile bool isPrepared;

    /// <summary>The memory of a thread, in bytes.</summary>
    public long Memory { get; } = Phases.Sum(phase => phase.Memory);

    /// <summary>Packs the weights of all plans, where they are not yet.</summary>
    public void Prepare(int threads)
    {
        if (!isPrepared)
        {
            ExecutionPlan.Prepare(Phases.SelectMany(phase => phase.Plans), threads);
            isPrepared = true;
        }
    }
}

/// <summary>Steps that a thread computes for some images at once.</summary>
/// <param name="images">The most images at once.</param>
/// <param name="plans">The plan for each number of images that comes up.</param>
internal sealed class ImagePhase(int images, ExecutionPlan?[] plans)
{
    public int Images { get; } = images;

    /// <summary>The memory of a thread, in bytes.</summary>
    public long Memory { get; } = plans.Max(plan => plan is null ? 0 : plan.Memory + plan.Scratch);

    /// <summary>The plans, from the fewest images to the most.</summary>
    public IEnumerable<ExecutionPlan> Plans => plans.OfType<ExecutionPlan>();

    public ExecutionPlan PlanFor(int count) => plans[count]!;
}
