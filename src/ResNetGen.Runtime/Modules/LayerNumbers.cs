using System;
using System.Collections.Generic;
using System.Globalization;

namespace ResNetGen.Modules;

/// <summary>Names layers as Keras does those without a name: <c>conv2d</c>, <c>conv2d_1</c>, … in the order in which they are asked for.</summary>
public sealed class LayerNumbers
{
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>The name of the next layer of a kind.</summary>
    /// <param name="kind">What its name begins with.</param>
    public string Next(string kind)
    {
        var number = counts.GetValueOrDefault(kind);
        counts[kind] = number + 1;
        return number == 0 ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind}_{number}");
    }
}
