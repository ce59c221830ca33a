namespace ResNetGen.Core.Designs;

/// <summary>How weights start.</summary>
/// <param name="Convolutions">Those of convolutions.</param>
/// <param name="ZeroLastNorm">Whether the last norm of each unit starts at 0, so that the unit starts as its shortcut: Goyal et al. (2017, arXiv:1706.02677), section 5.1.</param>
public sealed record StartDesign(WeightStart Convolutions, bool ZeroLastNorm);
