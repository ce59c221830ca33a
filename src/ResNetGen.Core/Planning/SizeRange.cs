using System;

namespace ResNetGen.Core.Planning;

/// <summary>How many rows, or columns, a feature map may have.</summary>
/// <param name="Least">The fewest.</param>
/// <param name="Most">The most; <see cref="int.MaxValue"/> where there is no limit.</param>
public readonly record struct SizeRange(int Least, int Most)
{
    /// <summary>At least one.</summary>
    public static SizeRange Any { get; } = new(1, int.MaxValue);

    /// <summary>What both allow.</summary>
    public SizeRange And(SizeRange other) => new(Math.Max(Least, other.Least), Math.Min(Most, other.Most));

    /// <summary>The sizes of which a window gives these.</summary>
    /// <param name="kernel">The window's size.</param>
    /// <param name="stride">How many positions it moves on.</param>
    /// <param name="padding">What is added on both sides together.</param>
    /// <param name="missing">How much of the last window may be missing.</param>
    public SizeRange BeforeWindow(long kernel, int stride, long padding, int missing = 0)
    {
        var least = ((Least - 1L) * stride) + kernel - padding - missing;
        var most = Most == int.MaxValue ? int.MaxValue : (Most * (long)stride) + kernel - padding - 1;
        return new SizeRange(Clamp(least), Clamp(most));
    }

    /// <summary>The sizes that have these after some zeros were added.</summary>
    public SizeRange Without(long zeros) => new(Clamp(Least - zeros), Most == int.MaxValue ? Most : Clamp(Most - zeros));

    private static int Clamp(long size) => (int)Math.Max(1, Math.Min(int.MaxValue, size));
}
