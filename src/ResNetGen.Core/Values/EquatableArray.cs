using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Core.Values;

/// <summary>Makes <see cref="EquatableArray{T}"/>s.</summary>
public static class EquatableArray
{
    /// <summary>The elements of a sequence, in its order.</summary>
    public static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items)
        where T : IEquatable<T>
        => new(items.ToArray());

    /// <summary>A list of the given elements. An array that is passed whole becomes the list, and is not to be written to again.</summary>
    public static EquatableArray<T> ListOf<T>(params T[] items)
        where T : IEquatable<T>
        => new(items);
}
