using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Generator.Uses;

/// <summary>What TorchSharp's functions make of a shape; null for what they refuse, which is not ours to say, and for what is not known.</summary>
internal static class ShapeChanges
{
    /// <summary>Other sizes for the same numbers; a -1 is what is left.</summary>
    public static TensorShape? View(TensorShape? shape, IReadOnlyList<long?> sizes)
    {
        // A size that is not known may be the -1.
        if (sizes.Count(s => s is null or -1) > 1 || sizes.Any(s => s < -1))
        {
            return sizes.Any(s => s < -1) || sizes.Count(s => s == -1) > 1 ? null : new TensorShape([.. sizes.Select(s => s == -1 ? null : s)]);
        }

        var all = shape is not null && shape.Sizes.All(s => s is not null) ? shape.Sizes.Aggregate(1L, (product, s) => product * s!.Value) : (long?)null;
        var others = sizes.Where(s => s is not null and not -1).Aggregate(1L, (product, s) => product * s!.Value);
        var left = all is not null && others > 0 && all % others == 0 ? all / others : null;
        return new TensorShape([.. sizes.Select(s => s == -1 ? left : s)]);
    }

    public static TensorShape? Permute(TensorShape shape, IReadOnlyList<long?> order)
    {
        var places = order.Select(o => Place(o, shape.Rank)).ToList();
        return places.Count == shape.Rank && places.All(p => p is not null) && places.Distinct().Count() == shape.Rank
            ? new TensorShape([.. places.Select(p => shape.Sizes[p!.Value])])
            : null;
    }

    public static TensorShape? Unsqueeze(TensorShape shape, long at)
    {
        if (Place(at, shape.Rank + 1) is not { } place)
        {
            return null;
        }

        var sizes = shape.Sizes.ToList();
        sizes.Insert(place, 1);
        return new TensorShape(sizes);
    }

    public static TensorShape? Transpose(TensorShape shape, long one, long other)
    {
        if (Place(one, shape.Rank) is not { } first || Place(other, shape.Rank) is not { } second)
        {
            return null;
        }

        var sizes = shape.Sizes.ToArray();
        (sizes[first], sizes[second]) = (sizes[second], sizes[first]);
        return new TensorShape(sizes);
    }

    private static int? Place(long? index, int rank)
    {
        var place = index < 0 ? index + rank : index;
        return place >= 0 && place < rank ? (int)place.Value : null;
    }
}
