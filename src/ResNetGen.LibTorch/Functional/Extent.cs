using System;
using System.Linq;

namespace TorchSharp;

/// <summary>Sizes along the spatial dimensions: one value for all of them, or one for each.</summary>
internal static class Extent
{
    private static readonly long[] s_zeros = [0, 0];
    private static readonly long[] s_ones = [1, 1];

    /// <summary>As many values as there are spatial dimensions; <paramref name="fallback"/> (0 or 1) where there are none.</summary>
    /// <exception cref="ArgumentException">There are neither one nor <paramref name="rank"/> values.</exception>
    internal static long[] Of(long[]? values, int rank, long fallback)
    {
        if (values is null || values.Length == 0)
        {
            return rank == 2 ? (fallback == 0 ? s_zeros : s_ones) : Enumerable.Repeat(fallback, rank).ToArray();
        }

        return Exactly(values, rank);
    }

    internal static long[]? Pair((long, long)? values) => values is var (a, b) ? [a, b] : null;

    internal static long[]? Pair(long? value) => value is { } both ? [both, both] : null;

    private static long[] Exactly(long[] values, int rank)
    {
        if (values.Length == rank)
        {
            return values;
        }

        if (values.Length == 1)
        {
            return Enumerable.Repeat(values[0], rank).ToArray();
        }

        throw new ArgumentException($"There are {rank} spatial dimensions, so 1 or {rank} values are needed, not {values.Length} ({string.Join(", ", values)}).");
    }
}
