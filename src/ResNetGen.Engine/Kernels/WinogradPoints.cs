namespace ResNetGen.Engine.Kernels;

/// <summary>
/// The points of Winograd's F(4 x 4, 3 x 3): 0, 2/3, -2/3, 3/2, -3/2 and infinity. Other points have simpler numbers, but with these the
/// rounding error comes out less than half as large as with 1, -1, 2 and -2, in float32 as in bfloat16. Barabasz et al. (2020,
/// arXiv:1803.10986) search for such points; of p, -p, 1/p and -1/p none does better.
/// </summary>
internal static class WinogradPoints
{
    public const double P = 2 / 3.0, Q = 3 / 2.0;

    private const double AtP = 1 / (2 * P * ((P * P) - (Q * Q))), AtQ = 1 / (2 * Q * ((Q * Q) - (P * P)));

    /// <summary>
    /// G, which transforms weights: 6 rows of 3. The rows of P and -P are multiplied by P, those of Q and -Q by Q; the output transform
    /// divides by them.
    /// </summary>
    public static double[][] G { get; } =
    [
        [1, 0, 0],
        [AtP, AtP * P, AtP * P * P],
        [AtP, -AtP * P, AtP * P * P],
        [AtQ, AtQ * Q, AtQ * Q * Q],
        [AtQ, -AtQ * Q, AtQ * Q * Q],
        [0, 0, 1],
    ];
}
