using ResNetGen.Core.Values;

namespace ResNetGen.Core.Planning;

/// <summary>One entry of a network's state_dict.</summary>
/// <param name="Key">The key: within its layer, its unit or the network, as the holder says.</param>
/// <param name="Dimensions">The tensor's sizes; none for a scalar.</param>
/// <param name="Kind">Whether it is trained.</param>
public sealed record TensorPlan(string Key, EquatableArray<int> Dimensions, TensorKind Kind)
{
    /// <summary>How many numbers it holds.</summary>
    public long Length
    {
        get
        {
            var length = 1L;
            foreach (var dimension in Dimensions)
            {
                length = Count.Product(length, dimension);
            }

            return length;
        }
    }
}
