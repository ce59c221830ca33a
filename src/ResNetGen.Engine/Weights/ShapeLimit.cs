using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Weights;

/// <summary>Shapes that no tensor can have: torch counts by the sizes that are not zero, and a tensor without numbers can have any of these in a damaged file.</summary>
internal static class ShapeLimit
{
    /// <summary>Whether the sizes other than zero multiply to more than torch can count.</summary>
    public static bool IsBeyond(IEnumerable<long> shape) => shape.Where(size => size > 0).Aggregate(1.0, (product, size) => product * size) > long.MaxValue / 16;
}
