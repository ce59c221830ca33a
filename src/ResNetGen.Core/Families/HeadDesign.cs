namespace ResNetGen.Core.Families;

/// <summary>From the last stage to the scores: the mean over all positions, then a linear layer.</summary>
/// <param name="Norm">The key of a norm in front, which an activation follows; or null where the last unit ends with both.</param>
/// <param name="Classifier">The linear layer's key.</param>
public sealed record HeadDesign(string? Norm, string Classifier);
