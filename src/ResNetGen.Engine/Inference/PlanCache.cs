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
    private readonly Dictionary<(int Height, int Width, int Images), IReadOnlyList<ImagePhase>> phases = [];

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
    public IReadOnlyList<ImagePhase> PhasesFor(int height, int width, int mostImages)
    {
        lock (plans)
        {
            var key = (height, width, mostImages);
            if (!phases.TryGetValue(key, out var made))
            {
                if (phases.Count >= Most)
                {
                    phases.Clear();
                }

                made = [.. MakePhases(height, width, mostImages)];
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
                made[^1] = new ImagePhase(new StepSpan(made[^1].Span.Begin, end), made[^1].Images);
            }
            else
            {
                made.Add(new ImagePhase(span, made.Count > 0 ? images / made[^1].Images * made[^1].Images : images));
            }

            begin = end;
        }

        return made;
    }
}

/// <summary>Steps that a thread computes for some images at once.</summary>
internal readonly record struct ImagePhase(StepSpan Span, int Images);
