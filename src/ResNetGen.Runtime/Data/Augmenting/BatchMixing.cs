using System;
using System.Numerics;

namespace ResNetGen.Data;

/// <summary>Mixup (Zhang et al., "mixup: Beyond Empirical Risk Minimization", 2017) of a batch with itself in reverse order: batches are shuffled, so who meets whom is random.</summary>
internal static class BatchMixing
{
    /// <summary>Mixes in place.</summary>
    /// <param name="numbers">The images' numbers, one image after the other.</param>
    /// <param name="count">How many images there are.</param>
    /// <param name="share">How much of each image stays; the rest is that of its partner, counted from the end as it is from the start.</param>
    public static void Mix(Span<float> numbers, int count, float share)
    {
        var length = numbers.Length / count;
        for (var image = 0; image < count / 2; image++)
        {
            Mix(numbers.Slice(image * length, length), numbers.Slice((count - 1 - image) * length, length), share);
        }
    }

    /// <summary>A share from Beta(alpha, alpha).</summary>
    public static double DrawShare(float alpha, ref RandomStream random)
    {
        var (first, second) = (random.Gamma(alpha), random.Gamma(alpha));

        // With an alpha near 0 both can be too small for a number: then one image is all that there is.
        return first + second > 0 ? first / (first + second) : 1;
    }

    private static void Mix(Span<float> first, Span<float> second, float share)
    {
        var width = Vector<float>.Count;
        var i = 0;
        for (; i + width <= first.Length; i += width)
        {
            var (a, b) = (new Vector<float>(first[i..]), new Vector<float>(second[i..]));
            ((a * share) + (b * (1 - share))).CopyTo(first[i..]);
            ((b * share) + (a * (1 - share))).CopyTo(second[i..]);
        }

        for (; i < first.Length; i++)
        {
            var (a, b) = (first[i], second[i]);
            first[i] = (a * share) + (b * (1 - share));
            second[i] = (b * share) + (a * (1 - share));
        }
    }
}
