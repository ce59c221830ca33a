namespace ResNetGen.Core.Designs;

/// <summary>What weighs the channels of a unit's result.</summary>
/// <param name="Kind">How the weights are computed.</param>
/// <param name="Reduction">The channels of the unit for one channel between the two layers of squeeze and excitation.</param>
public sealed record AttentionDesign(AttentionKind Kind, int Reduction);
