using System;
using System.Collections.Generic;
using System.Linq;
using static ResNetGen.Weights.Keras.Hdf5.NativeHdf5;

namespace ResNetGen.Weights.Keras.Hdf5;

/// <summary>Something of the library's that is open, and is closed at the end.</summary>
internal readonly struct Hdf5Id : IDisposable
{
    private readonly Func<long, int> close;

    private Hdf5Id(long value, Func<long, int> close)
    {
        Value = value;
        this.close = close;
    }

    /// <summary>The library's number for it.</summary>
    internal long Value { get; }

    /// <summary>What a function of the library opened.</summary>
    /// <param name="value">What it returned.</param>
    /// <param name="close">What closes it.</param>
    /// <param name="problem">What is wrong where it opened nothing.</param>
    /// <exception cref="Hdf5Exception">It opened nothing.</exception>
    internal static Hdf5Id Of(long value, Func<long, int> close, string problem) => value < 0 ? throw new Hdf5Exception(problem) : new Hdf5Id(value, close);

    /// <summary>The sizes of a space of numbers.</summary>
    internal static unsafe long[] SizesOf(Hdf5Id space)
    {
        // The format's own limit.
        const int MostDimensions = 32;
        var rank = H5Sget_simple_extent_ndims(space.Value);
        if (rank is < 0 or > MostDimensions)
        {
            throw new Hdf5Exception("an array has no sizes");
        }

        var sizes = stackalloc ulong[MostDimensions];
        _ = H5Sget_simple_extent_dims(space.Value, sizes, null);
        var list = new List<long>();
        for (var d = 0; d < rank; d++)
        {
            list.Add(sizes[d] <= int.MaxValue ? (long)sizes[d] : throw new Hdf5Exception($"an array has a size of {sizes[d]}"));
        }

        return [.. list];
    }

    /// <summary>How many numbers there are in sizes.</summary>
    /// <exception cref="Hdf5Exception">More than can be.</exception>
    internal static long CountOf(IEnumerable<long> sizes)
    {
        try
        {
            return sizes.Aggregate(1L, (product, size) => checked(product * size));
        }
        catch (OverflowException)
        {
            throw new Hdf5Exception("an array has more numbers than can be");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => close?.Invoke(Value);
}
