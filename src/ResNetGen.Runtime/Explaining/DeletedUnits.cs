namespace ResNetGen.Explaining;

/// <summary>A network without several units at once, drawn at random.</summary>
/// <param name="Units">How many are deleted.</param>
/// <param name="Draws">How often they were drawn.</param>
/// <param name="Top1">The mean share of images that it still gets right.</param>
/// <param name="Lowest">The lowest share among the draws.</param>
/// <param name="Highest">The highest share among the draws.</param>
public sealed record DeletedUnits(int Units, int Draws, double Top1, double Lowest, double Highest);
