using ResNetGen.Core.Designs;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Designing;

/// <summary>What a specification comes to.</summary>
/// <param name="Architecture">The network.</param>
/// <param name="Input">The shape of one image.</param>
/// <param name="Budget">The most parameters that it should have; null for any.</param>
public sealed record DesignedNetwork(Architecture Architecture, Shape Input, int? Budget);
