using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Engine.Planning;

/// <summary>How threads may share a pass of a step.</summary>
internal enum PassKind
{
    /// <summary>All threads compute the pass together, and nothing else meanwhile.</summary>
    Together,

    /// <summary>The pass computes each image for itself, so that other passes may follow for the same images at once.</summary>
    ByImage,

    /// <summary>The pass reads and writes no value, but weights: it may be computed before passes in front of it. Its result is the only one of its kind that is kept.</summary>
    OfWeights,

    /// <summary>The pass reads no feature maps, but what the shares of an earlier pass left in scratch memory: it may be computed after passes behind it.</summary>
    OfSums,
}

/// <summary>A pass of a step.</summary>
/// <param name="Step">The step's number.</param>
/// <param name="Pass">The pass's number.</param>
/// <param name="Scratch">The place of the step's memory in the scratch memory of a share.</param>
internal readonly record struct PlannedPass(int Step, int Pass, long Scratch);

/// <summary>Passes that are computed between two barriers.</summary>
/// <param name="Passes">The passes.</param>
/// <param name="ImagesAtOnce">How many images go through all passes, while they are cached, before others do; 0 where each pass takes all images.</param>
internal sealed record PassGroup(PlannedPass[] Passes, int ImagesAtOnce);

/// <summary>
/// The passes of steps in groups. All threads wait for each other between groups, and not within them: there a thread takes a few of its images through one pass after
/// the other, so that each finds in the cache what the last one wrote. Values that no other group reads are never in main memory.
/// </summary>
internal sealed class PassSchedule
{
    /// <summary>Bytes of all values of a group that stay in the second level of cache.</summary>
    private const long CachedBytes = 640 * 1024;

    private readonly IReadOnlyList<Step> steps;
    private readonly Func<int, long> bytesOfImage;
    private readonly long[] scratch;
    private readonly int mostImages;
    private readonly List<PassGroup> groups = [];

    /// <summary>For each step of the span, the first and the last group in which it reads or writes feature maps.</summary>
    private readonly Dictionary<int, (int First, int Last)> times = [];
    private readonly Dictionary<int, long> localPlaces = [];

    // What is gathered: passes over weights, those by image, and those over sums. Those over sums of the last group are not computed yet.
    private readonly List<PlannedPass> ofWeights = [], byImage = [], ofSums = [], ofLastSums = [];

    /// <summary>Puts the passes of steps into groups.</summary>
    /// <param name="steps">All steps of the network.</param>
    /// <param name="span">Those that are computed.</param>
    /// <param name="kinds">For each step of the span, the kinds of its passes.</param>
    /// <param name="scratch">The scratch memory of each step, in bytes.</param>
    /// <param name="bytesOfImage">The bytes of feature maps for one image; 0 for vectors.</param>
    /// <param name="lifetimes">The steps at which each value is live.</param>
    /// <param name="mostImages">The most images of a share.</param>
    public PassSchedule(
        IReadOnlyList<Step> steps, StepSpan span, IReadOnlyDictionary<int, PassKind[]> kinds, long[] scratch, Func<int, long> bytesOfImage, ValueLifetimes lifetimes, int mostImages)
    {
        (this.steps, this.scratch, this.bytesOfImage, this.mostImages) = (steps, scratch, bytesOfImage, mostImages);
        for (var i = span.Begin; i < span.End; i++)
        {
            Add(i, kinds[i]);
        }

        Close();
        AddGroup(ofLastSums);
        var local = FindLocals(span, lifetimes);
        for (var number = 0; number < groups.Count; number++)
        {
            Place(number, local);
        }

        Groups = [.. groups];
    }

    public PassGroup[] Groups { get; }

    /// <summary>The scratch memory of a share, in bytes.</summary>
    public long Scratch { get; private set; }

    /// <summary>Whether a value is only in the scratch memory of a share, a few images at a time.</summary>
    public bool IsLocal(int value) => localPlaces.ContainsKey(value);

    /// <summary>The place of such a value in the scratch memory.</summary>
    public long LocalPlaceOf(int value) => localPlaces[value];

    /// <summary>The first and the last group in which a step reads or writes feature maps.</summary>
    public (int First, int Last) TimeOf(int step) => times[step];

    /// <summary>The group in which a step begins to write its output: where it is computed by image, the last.</summary>
    public int OutputTimeOf(int step) => groups[times[step].Last].ImagesAtOnce > 0 ? times[step].Last : times[step].First;

    private void Add(int index, PassKind[] kinds)
    {
        if (kinds.Contains(PassKind.Together))
        {
            Close();
            AddGroup(ofLastSums);
            for (var pass = 0; pass < kinds.Length; pass++)
            {
                groups.Add(new PassGroup([new PlannedPass(index, pass, 0)], 0));
            }

            Scratch = Math.Max(Scratch, scratch[index]);
            times[index] = (groups.Count - kinds.Length, groups.Count - 1);
            return;
        }

        // Weights are packed in one place.
        if (kinds.Contains(PassKind.OfWeights) && ofWeights.Count > 0)
        {
            Close();
        }

        for (var pass = 0; pass < kinds.Length; pass++)
        {
            if (kinds[pass] == PassKind.ByImage && ofSums.Any(sum => sum.Step == index || steps[sum.Step].Writes.Intersect(steps[index].Reads).Any()))
            {
                Close();
            }

            (kinds[pass] switch { PassKind.OfWeights => ofWeights, PassKind.OfSums => ofSums, _ => byImage }).Add(new PlannedPass(index, pass, 0));
        }
    }

    /// <summary>Ends a group of passes by image, after one of those that it needs.</summary>
    private void Close()
    {
        if (byImage.Count == 0)
        {
            return;
        }

        // Each step has memory of its own, until its sums are read.
        var places = new Dictionary<int, long>();
        var end = 0L;
        foreach (var step in byImage.Select(pass => pass.Step).Distinct())
        {
            places[step] = end;
            end += MemoryPlan.Rounded(scratch[step]);
        }

        Scratch = Math.Max(Scratch, end);
        ofLastSums.AddRange(ofWeights);
        AddGroup(ofLastSums);
        foreach (var step in places.Keys)
        {
            times[step] = (times.TryGetValue(step, out var time) ? time.First : groups.Count, groups.Count);
        }

        groups.Add(new PassGroup([.. byImage.Select(pass => pass with { Scratch = places[pass.Step] })], mostImages));
        ofLastSums.AddRange(ofSums.Select(pass => pass with { Scratch = places[pass.Step] }));
        ofWeights.Clear();
        byImage.Clear();
        ofSums.Clear();
    }

    private void AddGroup(List<PlannedPass> passes)
    {
        if (passes.Count > 0)
        {
            groups.Add(new PassGroup([.. passes], 0));
            passes.Clear();
        }
    }

    /// <summary>The values that one group alone writes and reads, by that group.</summary>
    private ILookup<int, int> FindLocals(StepSpan span, ValueLifetimes lifetimes)
    {
        var groupOf = new Dictionary<int, int>();
        for (var i = span.Begin; i < span.End; i++)
        {
            foreach (var value in steps[i].Reads.Where(value => groupOf.TryGetValue(value, out var group) && times[i] != (group, group)))
            {
                groupOf.Remove(value);
            }

            var output = steps[i].Output;
            if (output != StepEpilogue.NoValue && groups[OutputTimeOf(i)].ImagesAtOnce > 0 && lifetimes.LastReadOf(output) is var last && last > i && last < span.End && bytesOfImage(output) > 0)
            {
                groupOf[output] = OutputTimeOf(i);
            }
        }

        return groupOf.ToLookup(pair => pair.Value, pair => pair.Key);
    }

    /// <summary>Decides how many images pass at once, and where values lie that only the group needs.</summary>
    private void Place(int number, ILookup<int, int> local)
    {
        var group = groups[number];
        if (group.ImagesAtOnce == 0)
        {
            return;
        }

        int[] passing = [.. group.Passes.Select(pass => pass.Step).Distinct()];
        var values = passing.SelectMany(step => steps[step].Reads.Concat(steps[step].Writes)).Distinct();
        var images = (int)Math.Clamp(CachedBytes / Math.Max(1, values.Sum(bytesOfImage)), 1, mostImages);
        groups[number] = group with { ImagesAtOnce = images };
        var end = passing.Sum(step => MemoryPlan.Rounded(scratch[step]));
        foreach (var value in local[number])
        {
            localPlaces[value] = end;
            end += MemoryPlan.Placed(images * bytesOfImage(value));
        }

        Scratch = Math.Max(Scratch, end);
    }
}
