using System;

namespace ResNetGen.Training;

/// <summary>Refuses options that are out of their ranges, all in the same words.</summary>
internal static class OptionRange
{
    /// <exception cref="ArgumentException">It is not <paramref name="good"/>.</exception>
    public static void Check(bool good, string option, double value, string range)
    {
        if (!good)
        {
            throw new ArgumentException(FormattableString.Invariant($"{option} is {value}; it has to be {range}."));
        }
    }

    /// <exception cref="ArgumentException">One of Adam's numbers is out of its range.</exception>
    public static void CheckBetas(double beta1, double beta2, double epsilon)
    {
        Check(beta1 is >= 0 and < 1, "Beta1", beta1, "from 0 to less than 1");
        Check(beta2 is >= 0 and < 1, "Beta2", beta2, "from 0 to less than 1");
        Check(epsilon > 0, "Epsilon", epsilon, "above 0");
    }
}
