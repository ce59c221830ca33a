using System.Diagnostics;
using System.Runtime.CompilerServices;
using ResNetGen.Engine.Threading;

namespace ResNetGen.Engine.Planning;

/// <summary>Some images of a share, with the share's scratch memory, where values are that no other group of passes reads.</summary>
/// <param name="first">The first image.</param>
/// <param name="count">The number of images; 0 where a pass takes all.</param>
/// <param name="isFirst">Whether the images are the share's first; otherwise sums go on.</param>
/// <param name="scratch">The scratch memory.</param>
internal readonly unsafe struct ImageChunk(long first, int count, bool isFirst, byte* scratch)
{
    public long First { get; } = first;

    public int Count { get; } = count;

    public bool IsFirst { get; } = isFirst;

    public byte* Scratch { get; } = scratch;
}

/// <summary>Computes shares of groups of passes for one thread.</summary>
/// <param name="plan">The plan.</param>
/// <param name="images">The images.</param>
/// <param name="memory">The memory of all values.</param>
/// <param name="part">The steps that are computed.</param>
/// <param name="ticks">Receives the time of each step; null for no measurement.</param>
internal unsafe ref struct SharedRun(ExecutionPlan plan, in ImageSource images, byte* memory, StepSpan part, long[]? ticks)
{
    private readonly ImageSource images = images;
    private long mark;

    /// <summary>The last step of a group that is computed; none where all of them are beyond the part.</summary>
    public readonly int? LastStepOf(PassGroup group)
    {
        for (var i = group.Passes.Length - 1; i >= 0; i--)
        {
            if (part.Contains(group.Passes[i].Step))
            {
                return group.Passes[i].Step;
            }
        }

        return null;
    }

    /// <summary>Starts the clock.</summary>
    public void Begin() => mark = ticks is null ? 0 : Stopwatch.GetTimestamp();

    /// <summary>Counts the time since the last call for a step.</summary>
    public void Count(int step)
    {
        if (ticks is not null)
        {
            var now = Stopwatch.GetTimestamp();
            ticks[step] += now - mark;
            mark = now;
        }
    }

    /// <summary>Computes a share of a group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(PassGroup group, in Worker worker)
    {
        if (group.ImagesAtOnce == 0)
        {
            Run(group, default, worker);
            return;
        }

        var (begin, end) = worker.ShareOf(plan.ImageLayout.Images);
        for (var first = begin; first < end; first += group.ImagesAtOnce)
        {
            var count = (int)long.Min(group.ImagesAtOnce, end - first);
            Run(group, new ImageChunk(first, count, first == begin, worker.Scratch), new Worker(0, 1, worker.Scratch));
        }
    }

    private void Run(PassGroup group, in ImageChunk chunk, in Worker worker)
    {
        foreach (var pass in group.Passes)
        {
            if (part.Contains(pass.Step))
            {
                plan.Steps[pass.Step].Run(new StepRun(plan, pass.Step, memory, images, chunk), pass.Pass, worker.WithScratchAt(pass.Scratch));
                Count(pass.Step);
            }
        }
    }
}
