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

    /// <summary>Plans the memory of a span of steps.</summary>
    /// <param name="steps">All steps of the network.</param>
    /// <param name="span">Those that are computed.</param>
    /// <param name="carried">The values that are there before.</param>
    /// <param name="lifetimes">The steps at which each value is live.</param>
    /// <param name="layouts">The layout of each value.</param>
    /// <param name="bytesOf">The bytes of a layout.</param>
    /// <returns>The place of each value, and the bytes in all.</returns>
    public static (long[] Places, long Bytes) Of(
        IReadOnlyList<Step> steps, StepSpan span, IEnumerable<int> carried, ValueLifetimes lifetimes, Layout[] layouts, Func<Layout, long> bytesOf)
    {
        var places = new long[layouts.Length];
        var used = new List<(long Begin, long End, int Value)>();
        long total = 0;
        foreach (var value in carried)
        {
            Place(value);
        }

        for (var i = span.Begin; i < span.End; i++)
        {
            var step = steps[i];
            if (ValueToOverwrite(step, i) is { } overwritten)
            {
                // The place goes on as the output's.
                var at = used.FindIndex(piece => piece.Value == overwritten);
                used[at] = (used[at].Begin, used[at].End, step.Output);
                places[step.Output] = places[overwritten];
            }
            else if (step.Output != StepEpilogue.NoValue)
            {
                Place(step.Output);
            }

            foreach (var value in step.Writes.Where(value => value != step.Output))
            {
                Place(value);
            }

            used.RemoveAll(piece => lifetimes.LastReadOf(piece.Value) <= i && (step.Reads.Contains(piece.Value) || step.Writes.Contains(piece.Value)));
        }

        return (places, total);

        // A sum is written over what is added, a pointwise result over its input, where nothing needs them any more.
        int? ValueToOverwrite(Step step, int place)
        {
            var addend = step.Epilogue.Addend;
            if (addend != StepEpilogue.NoValue && Ends(addend) && (step.IsPointwise || !step.Inputs.Contains(addend)))
            {
                return addend;
            }

            return step.IsPointwise && Ends(step.Inputs[0]) && layouts[step.Inputs[0]] == layouts[step.Output] ? step.Inputs[0] : null;

            bool Ends(int value) => value > 0 && lifetimes.LastReadOf(value) == place && used.Exists(piece => piece.Value == value);
        }

        void Place(int value)
        {
            var bytes = Rounded(bytesOf(layouts[value])) + Gap;
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
}
