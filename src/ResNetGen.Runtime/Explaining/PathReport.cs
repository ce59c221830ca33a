using System.Collections.Generic;

namespace ResNetGen.Explaining;

/// <summary>What a <see cref="PathStudy"/> found.</summary>
/// <param name="Network">The network.</param>
/// <param name="Data">The data.</param>
/// <param name="Images">On how many images each gradient was measured.</param>
/// <param name="Units">How many units there are: the longest paths.</param>
/// <param name="MeanPath">The mean length of all paths: half the units.</param>
/// <param name="MeanEffectivePath">The mean length of paths, each counted by its gradient: how deep the network is for what it learns.</param>
/// <param name="Lengths">The measured lengths, in order.</param>
public sealed record PathReport(string Network, string Data, int Images, int Units, double MeanPath, double MeanEffectivePath, IReadOnlyList<PathLength> Lengths);
