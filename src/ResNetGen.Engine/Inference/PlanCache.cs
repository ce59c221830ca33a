using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Planning;

namespace ResNetGen.Engine.Inference;

/// <summary>The execution plans of a network, each made when it is first needed.</summary>
internal sealed class PlanCache(PackedNetwork network)
{
    // Whoever sends images of ever new sizes pays for each with time, and not with memory.
    private const int Most = 256;

    // What is between two steps is to stay in the cache.
    private const long CachedBytes = 4 * 1024 * 1024;

    private readonly Dictionary<(StepSpan Span, int Images, int Height, int Width, int Threads), ExecutionPlan> plans = [];
    private readonly Dictionary<(int Height, int Width, int Images, int Threads), ImagePhase[]> phases = [];

    /// <summary>All steps.</summary>
    public StepSpan Whole => new(0, network.Steps.Count);

    /// <summary>A plan.</summary>
    public ExecutionPlan PlanFor(StepSpan span, int images, int height, int width, int threads)
    {
        lock (plans)
        {
            var key = (span, images, height, width, threads);
            if (!plans.TryGetValue(key, out var plan))
            {
                if (plans.Count >= Most)
                {
                    plans.Clear();
                }

                plan = new ExecutionPlan(network, span, images, height, width, threads);
                plans[key] = plan;
            }

            return plan;
        }
    }

    /// <summary>
    /// The phases in which one thread takes images through the network. Weights are to be read as seldom as the cache allows: the first steps have large feature
    /// maps and few weights, the last ones the other way round, so these take more images at once.
    /// </summary>
    /// <param name="height">The rows of the images.</param>
    /// <param name="width">The columns of the images.</param>
    /// <param name="images">The images that the threads share.</param>
    /// <param name="threads">The threads.</param>
    public ImagePhase[] PhasesFor(int height, int width, int images, int threads)
    {
        lock (plans)
        {
            var key = (height, width, images, threads);
            if (!phases.TryGetValue(key, out var made))
            {
                if (phases.Count >= Most)
                {
                    phases.Clear();
                }

                made = [.. MakePhases(height, width, (images + threads - 1) / threads)];
                AddMemory(made, height, width, images, threads);
                phases[key] = made;
            }

            return made;
        }
    }

    private List<ImagePhase> MakePhases(int height, int width, int mostImages)
    {
        var made = new List<ImagePhase>();
        var begin = 0;
        foreach (var end in PlanFor(Whole, 1, height, width, 1).NarrowPlaces().Append(network.Steps.Count))
        {
            var span = new StepSpan(begin, end);
            var images = (int)long.Clamp(CachedBytes / PlanFor(span, 1, height, width, 1).Memory, 1, int.Min(mostImages, 16));

            // Each phase takes a multiple of the images of the one before; phases that take as many are one.
            if (made.Count > 0 && images < 2 * made[^1].Images)
            {
                made[^1] = made[^1] with { Span = new StepSpan(made[^1].Span.Begin, end) };
            }
            else
            {
                made.Add(new ImagePhase(span, made.Count > 0 ? images / made[^1].Images * made[^1].Images : images));
            }

            begin = end;
        }

        return made;
    }

    // The memory of each phase for the numbers of images that come up in it. The plans for these are made too, so that nothing fails later on.
    private void AddMemory(ImagePhase[] made, int height, int width, int images, int threads)
    {
        var tasks = ImagePhase.Tasks(made[^1].Images, images, threads);
        var counts = new SortedSet<int> { (int)(images / tasks), (int)((images + tasks - 1) / tasks) };
        for (var phase = made.Length; phase-- > 0;)
        {
            var before = new SortedSet<int>();
            foreach (var count in counts.Where(count => count > 0))
            {
                var plan = PlanFor(made[phase].Span, count, height, width, 1);
                made[phase] = made[phase] with { Memory = long.Max(made[phase].Memory, plan.Memory + plan.Scratch) };
                if (phase > 0)
                {
                    before.Add(int.Min(made[phase - 1].Images, count));
                    before.Add(count % made[phase - 1].Images);
                }
            }

            counts = before;
        }
    }
}

/// <summary>Steps that a thread computes for some images at once.</summary>
/// <param name="Span">The steps.</param>
/// <param name="Images">How many images at once.</param>
internal readonly record struct ImagePhase(StepSpan Span, int Images)
{
    /// <summary>The memory that a thread needs, in bytes.</summary>
    public long Memory { get; init; }

    /// <summary>How many parts some images are divided into: as many for each thread as for any other.</summary>
    /// <param name="together">How many images the last phase takes at once.</param>
    /// <param name="images">The images.</param>
    /// <param name="threads">The threads.</param>
    public static long Tasks(int together, int images, int threads) =>
        (images + ((long)threads * together) - 1) / ((long)threads * together) * threads;
}
