using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Engine.Kernels;

namespace ResNetGen.Engine.Planning;

/// <summary>Places the values of a plan in one piece of memory. Values that are needed at the same time do not overlap.</summary>
internal static class MemoryPlan
{
    // Kernels may read a little beyond a value.
    private const long Gap = 256;

    /// <summary>Rounds up to whole cache lines.</summary>
    public static long Rounded(long bytes) => (bytes + 63) / 64 * 64;

    /// <summary>The bytes from the place of a value to that of the next.</summary>
    public static long Placed(long bytes) => Rounded(bytes) + Gap;

    /// <summary>Plans the memory of a span of steps. Values that share a place are not needed in the same group of passes.</summary>
    /// <param name="steps">All steps of the network.</param>
    /// <param name="span">Those that are computed.</param>
    /// <param name="schedule">The groups of their passes.</param>
    /// <param name="carried">The values that are there before.</param>
    /// <param name="lifetimes">The steps at which each value is live.</param>
    /// <param name="layouts">The layout of each value.</param>
    /// <param name="bytesOf">The bytes of a layout.</param>
    /// <returns>The place of each value, and the bytes in all.</returns>
    public static (long[] Places, long Bytes) Of(
        IReadOnlyList<Step> steps, StepSpan span, PassSchedule schedule, IEnumerable<int> carried, ValueLifetimes lifetimes, Layout[] layouts, Func<Layout, long> bytesOf)
    {
        var places = new long[layouts.Length];
        var used = new List<(long Begin, long End, int Value)>();
        long total = 0;
        var ends = Ends(steps, span, schedule, lifetimes, layouts.Length);
        foreach (var value in carried)
        {
            Place(value);
        }

        var outputs = Enumerable.Range(span.Begin, span.End - span.Begin).ToLookup(schedule.OutputTimeOf);
        var others = Enumerable.Range(span.Begin, span.End - span.Begin).ToLookup(step => schedule.TimeOf(step).First);
        for (var group = 0; group < schedule.Groups.Length; group++)
        {
            foreach (var i in outputs[group].Where(i => steps[i].Output != StepEpilogue.NoValue && !schedule.IsLocal(steps[i].Output)))
            {
                PlaceOutput(steps[i], i);
            }

            foreach (var value in others[group].SelectMany(step => steps[step].Writes.Where(value => value != steps[step].Output)))
            {
                Place(value);
            }

            used.RemoveAll(piece => ends[piece.Value] <= group);
        }

        return (places, total);

        void PlaceOutput(Step step, int place)
        {
            if (ValueToOverwrite(step, place) is { } overwritten)
            {
                // The place goes on as the output's.
                var at = used.FindIndex(piece => piece.Value == overwritten);
                used[at] = (used[at].Begin, used[at].End, step.Output);
                places[step.Output] = places[overwritten];
            }
            else
            {
                Place(step.Output);
            }
        }

        // A sum is written over what is added, a pointwise result over its input, where nothing needs them any more.
        int? ValueToOverwrite(Step step, int place)
        {
            var addend = step.Epilogue.Addend;
            if (addend != StepEpilogue.NoValue && IsOver(addend) && (step.IsPointwise || !step.Inputs.Contains(addend)))
            {
                return addend;
            }

            return step.IsPointwise && IsOver(step.Inputs[0]) && layouts[step.Inputs[0]] == layouts[step.Output] ? step.Inputs[0] : null;

            bool IsOver(int value) => value > 0 && lifetimes.LastReadOf(value) == place && used.Exists(piece => piece.Value == value);
        }

        void Place(int value)
        {
            var bytes = Placed(bytesOf(layouts[value]));
            long begin = 0;
            foreach (var piece in used.OrderBy(piece => piece.Begin))
            {
                if (piece.Begin - begin >= bytes)
                {
                    break;
                }

                begin = Math.Max(begin, piece.End);
            }

            places[value] = begin;
            used.Add((begin, begin + bytes, value));
            total = Math.Max(total, begin + bytes);
        }
    }

    /// <summary>The last group that needs each value; none where steps behind the span need the value.</summary>
    private static int[] Ends(IReadOnlyList<Step> steps, StepSpan span, PassSchedule schedule, ValueLifetimes lifetimes, int values)
    {
        var ends = new int[values];
        Array.Fill(ends, int.MaxValue);
        for (var i = span.Begin; i < span.End; i++)
        {
            foreach (var value in steps[i].Reads.Concat(steps[i].Writes))
            {
                ends[value] = lifetimes.LastReadOf(value) >= span.End ? int.MaxValue : schedule.TimeOf(i).Last;
            }
        }

        return ends;
    }
}
