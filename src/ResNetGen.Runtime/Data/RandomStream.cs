using System;

namespace ResNetGen.Data;

/// <summary>
/// Random numbers that are a function of a seed and up to two counters, such as an epoch and an index: whichever thread draws them, and in
/// whatever order, they are the same. SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
/// </summary>
internal struct RandomStream
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong state;

    public RandomStream(long seed, long first, long second = 0)
    {
        state = Mix((ulong)seed + GoldenGamma);
        state = Mix(state ^ Mix((ulong)first + 1));
        state = Mix(state ^ Mix((ulong)second + 2));
    }

    /// <summary>64 random bits.</summary>
    public ulong Bits() => Mix(state += GoldenGamma);

    /// <summary>A whole number from 0 to <paramref name="bound"/> - 1.</summary>
    public int Below(int bound) => (int)Math.BigMul(Bits(), (ulong)bound, out _);

    /// <summary>A number from <paramref name="low"/> up to <paramref name="high"/>.</summary>
    public float Between(float low, float high) => low + ((high - low) * (Bits() >> 40) * (1f / (1 << 24)));

    /// <summary>True once in so many times.</summary>
    public bool Chance(float probability) => Between(0, 1) < probability;

    /// <summary>A stream of its own that this one decides: what is drawn from it changes nothing for what is drawn from here.</summary>
    public RandomStream Fork() => new((long)Bits(), 0);

    /// <summary>A number from the normal distribution (Box and Muller, 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(AboveZero())) * Math.Cos(2 * Math.PI * AboveZero());

    /// <summary>A number from the gamma distribution of this shape and scale 1 (Marsaglia and Tsang, "A simple method for generating gamma variables", 2000).</summary>
    public double Gamma(double shape)
    {
        if (shape < 1)
        {
            return Gamma(shape + 1) * Math.Pow(AboveZero(), 1 / shape);
        }

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var cubeRoot = 1 + (c * x);
            var v = cubeRoot * cubeRoot * cubeRoot;
            if (v > 0 && Math.Log(AboveZero()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }

    /// <summary>Puts the items in a random order (Fisher and Yates).</summary>
    public void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    // Above 0 and up to 1.
    private double AboveZero() => ((Bits() >> 11) + 1) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
