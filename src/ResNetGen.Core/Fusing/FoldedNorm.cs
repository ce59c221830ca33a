using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Fusing;

/// <summary>A batch normalization whose running statistics and weights go into the weights of the layer before it.</summary>
/// <param name="Layer">Its key within the part.</param>
/// <param name="Norm">Its numbers.</param>
public sealed record FoldedNorm(string Layer, Norm Norm);
