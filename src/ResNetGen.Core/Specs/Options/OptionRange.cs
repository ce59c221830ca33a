using System;

namespace ResNetGen.Core.Specs.Options;

/// <summary>The numbers that an option takes.</summary>
/// <param name="Least">The least.</param>
/// <param name="Most">The greatest.</param>
/// <param name="Words">The range in words, as in "it must be …".</param>
/// <param name="IsOpen">Whether the greatest itself is refused.</param>
/// <param name="IsOdd">Whether even numbers are refused.</param>
public sealed record OptionRange(double Least, double Most, string Words, bool IsOpen = false, bool IsOdd = false)
{
    /// <summary>From 1 on.</summary>
    public static OptionRange Positive { get; } = AtLeast(1);

    /// <summary>A share of which something is left.</summary>
    public static OptionRange Rate { get; } = new(0, 1, "at least 0 and less than 1", IsOpen: true);

    /// <summary>A share that is more than nothing.</summary>
    public static OptionRange Share { get; } = new(double.Epsilon, 1, "more than 0 and at most 1");

    /// <summary>Anything above 0.</summary>
    public static OptionRange AboveZero { get; } = new(double.Epsilon, double.MaxValue, "more than 0");

    /// <summary>Any number.</summary>
    public static OptionRange Any { get; } = new(double.MinValue, double.MaxValue, "a number");

    /// <summary>The size of a kernel, which has a middle.</summary>
    public static OptionRange Kernel { get; } = new(1, 1023, "odd, from 1 to 1,023", IsOdd: true);

    /// <summary>From a number on.</summary>
    public static OptionRange AtLeast(int least) => new(least, int.MaxValue, FormattableString.Invariant($"at least {least}"));

    /// <summary>From one number to another.</summary>
    public static OptionRange Between(int least, int most) => new(least, most, FormattableString.Invariant($"from {least} to {most:N0}"));

    /// <summary>Whether a number is in it.</summary>
    public bool Has(double number) => number >= Least && (IsOpen ? number < Most : number <= Most) && !(IsOdd && number % 2 == 0);
}
