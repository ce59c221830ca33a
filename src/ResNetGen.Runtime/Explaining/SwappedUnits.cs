namespace ResNetGen.Explaining;

/// <summary>A network with units in each other's places.</summary>
/// <param name="Swaps">How many pairs were swapped, one after another.</param>
/// <param name="KendallTau">How much of the order is left, 1 for all of it: Kendall's rank correlation over all units.</param>
/// <param name="Top1">The share of images that it still gets right.</param>
public sealed record SwappedUnits(int Swaps, double KendallTau, double Top1);
