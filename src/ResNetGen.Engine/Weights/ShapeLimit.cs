using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Weights;

/// <summary>
/// Finds shapes that no tensor can have. Only sizes other than 0 are multiplied: in a damaged file, a tensor without elements can have any sizes beside the 0.
/// </summary>
internal static class ShapeLimit
{
    /// <summary>Whether the sizes other than 0 make more elements than memory can address: each element has at most 16 bytes, and a 64-bit number counts the bytes.</summary>
    public static bool IsBeyond(IEnumerable<long> shape) => shape.Where(size => size > 0).Aggregate(1.0, (product, size) => product * size) > long.MaxValue / 16;
}
