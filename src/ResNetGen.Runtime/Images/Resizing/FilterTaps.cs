using System;
using System.Buffers;

namespace ResNetGen.Images.Resizing;

/// <summary>
/// For each place along one side of the result, which pixels of the source count how much: a triangle as wide as a pixel of the larger of the two grids, so that
/// nothing is left out when pictures become smaller (antialiasing). Weights are whole numbers of 2^-22, as PIL's are.
/// </summary>
internal readonly struct FilterTaps : IDisposable
{
    /// <summary>Weights of one place sum to two to the power of this.</summary>
    public const int FractionBits = 22;

    private readonly int[] firsts;
    private readonly int[] counts;
    private readonly int[] weights;
    private readonly int most;

    /// <param name="source">Pixels of the source.</param>
    /// <param name="result">Pixels of the whole result.</param>
    /// <param name="from">The first place of it that is wanted.</param>
    /// <param name="places">How many are.</param>
    public FilterTaps(int source, int result, int from, int places)
    {
        var scale = (double)source / result;
        var reach = Math.Max(1, scale);
        most = ((int)Math.Ceiling(reach) * 2) + 1;
        firsts = ArrayPool<int>.Shared.Rent(places);
        counts = ArrayPool<int>.Shared.Rent(places);
        weights = ArrayPool<int>.Shared.Rent(checked(places * most));
        for (var place = 0; place < places; place++)
        {
            var center = (from + place + 0.5) * scale;
            var first = Math.Max(0, (int)(center - reach + 0.5));
            var count = Math.Min(source, (int)(center + reach + 0.5)) - first;
            (firsts[place], counts[place]) = (first, count);
            Weigh(first + 0.5 - center, reach, weights.AsSpan(place * most, count));
        }
    }

    /// <summary>The first pixel that counts.</summary>
    public int First(int place) => firsts[place];

    /// <summary>The pixels' weights.</summary>
    public ReadOnlySpan<int> Weights(int place) => weights.AsSpan(place * most, counts[place]);

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(firsts);
        ArrayPool<int>.Shared.Return(counts);
        ArrayPool<int>.Shared.Return(weights);
    }

    private static void Weigh(double distance, double reach, Span<int> weights)
    {
        var sum = 0.0;
        for (var tap = 0; tap < weights.Length; tap++)
        {
            sum += Triangle((distance + tap) / reach);
        }

        for (var tap = 0; tap < weights.Length; tap++)
        {
            weights[tap] = (int)((Triangle((distance + tap) / reach) / sum * (1 << FractionBits)) + 0.5);
        }
    }

    private static double Triangle(double x) => Math.Max(0, 1 - Math.Abs(x));
}
