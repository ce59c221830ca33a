using System.Collections.Generic;
using System.Globalization;

namespace ResNetGen.Core.Findings;

/// <summary>How a finding's replacements cross from compiler to editor: as named texts, since nothing else does.</summary>
public static class Replacement
{
    /// <summary>The name of a replacement, the first being 0.</summary>
    public static string KeyOf(int index) => "Replacement" + index.ToString(CultureInfo.InvariantCulture);

    /// <summary>The replacements among named texts, the best first.</summary>
    public static IEnumerable<string> In(IReadOnlyDictionary<string, string?> texts)
    {
        for (var index = 0; texts.TryGetValue(KeyOf(index), out var text) && text is not null; index++)
        {
            yield return text;
        }
    }
}
