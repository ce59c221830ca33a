using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ResNetGen.Weights.Keras;

/// <summary>
/// The names of a file's layers as keys have them. Keras numbers layers without a name through all that one process makes, so that the first
/// convolution of a network can be <c>conv2d_21</c>; here each kind is counted from the beginning: <c>conv2d</c>, <c>conv2d_1</c>, …
/// </summary>
internal static class KerasLayerNames
{
    private static readonly string[] Kinds = ["conv2d", "batch_normalization", "group_normalization", "dense"];

    /// <summary>The key of each layer by its name in the file.</summary>
    public static Dictionary<string, string> KeysOf(IReadOnlyCollection<string> layers)
    {
        var keys = layers.ToDictionary(name => name, StringComparer.Ordinal);
        foreach (var kind in Kinds)
        {
            var numbered = keys.Keys.Select(name => (Name: name, Number: NumberOf(name, kind))).Where(layer => layer.Number is not null).OrderBy(layer => layer.Number).ToList();
            for (var i = 0; i < numbered.Count; i++)
            {
                keys[numbered[i].Name] = i == 0 ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind}_{i}");
            }
        }

        return keys;
    }

    private static int? NumberOf(string name, string kind)
    {
        if (name == kind)
        {
            return 0;
        }

        return name.StartsWith(kind + "_", StringComparison.Ordinal) && int.TryParse(name.AsSpan(kind.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}
