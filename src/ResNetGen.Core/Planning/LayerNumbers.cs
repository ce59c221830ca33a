using System;
using System.Collections.Generic;
using System.Globalization;

namespace ResNetGen.Core.Planning;

/// <summary>Names layers as Keras does those without a name: <c>conv2d</c>, <c>conv2d_1</c>, … in the order in which they are asked for.</summary>
internal sealed class LayerNumbers
{
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>The name of the next layer of a kind.</summary>
    public string Next(string kind)
    {
        counts.TryGetValue(kind, out var number);
        counts[kind] = number + 1;
        return number == 0 ? kind : kind + "_" + number.ToString(CultureInfo.InvariantCulture);
    }
}
