namespace ResNetGen.Core.Planning;

/// <summary>Products and sums of counts that stop at <see cref="long.MaxValue"/>, so that a network that is far too large is still just that.</summary>
internal static class Count
{
    public static long Product(long left, long right) =>
        left != 0 && right > long.MaxValue / left ? long.MaxValue : left * right;

    public static long Sum(long left, long right) =>
        right > long.MaxValue - left ? long.MaxValue : left + right;
}
