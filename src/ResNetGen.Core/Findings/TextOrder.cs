using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Findings;

/// <summary>The order in which a reader comes upon findings.</summary>
public static class TextOrder
{
    /// <summary>The findings by file, then by their first character, the longer first.</summary>
    public static EquatableArray<Finding> InTextOrder(this IEnumerable<Finding> findings) => findings
        .OrderBy(f => f.Place.Path, StringComparer.Ordinal)
        .ThenBy(f => f.Place.Start)
        .ThenByDescending(f => f.Place.Length)
        .ToEquatableArray();
}
