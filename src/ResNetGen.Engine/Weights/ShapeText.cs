using System.Collections.Generic;

namespace ResNetGen.Weights;

/// <summary>Tensor shapes as people write them.</summary>
internal static class ShapeText
{
    /// <summary><c>16 x 3 x 3 x 3</c>, or <c>a single number</c>.</summary>
    public static string Of(IReadOnlyCollection<long> shape) => shape.Count == 0 ? "a single number" : string.Join(" x ", shape);
}
