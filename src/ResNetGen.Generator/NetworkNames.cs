using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Values;
using ResNetGen.Generator.Models;

namespace ResNetGen.Generator;

/// <summary>All networks of a project by name.</summary>
/// <param name="Names">The networks in order of name; of one name, the attributed class first, then files by path.</param>
internal sealed record NetworkNames(EquatableArray<NetworkName> Names)
{
    public static NetworkNames Of(IEnumerable<NetworkName> names) => new(names
        .OrderBy(n => n.FullName, StringComparer.Ordinal)
        .ThenBy(n => n.IsFile)
        .ThenBy(n => n.Path, StringComparer.Ordinal)
        .ToEquatableArray());

    /// <summary>The network that has this name before the file that claims it; null where there is none.</summary>
    public NetworkName? FirstBefore(string fullName, string path) =>
        Names.First(n => n.FullName == fullName) is { } first && first.Path != path ? first : null;

    /// <summary>The beginning of the names of a network's sources, which no other network has, even where upper and lower case count alike.</summary>
    public string HintNameOf(string fullName)
    {
        var before = Names.Select(n => n.FullName).Distinct().TakeWhile(n => n != fullName);
        var alike = before.Count(n => string.Equals(n, fullName, StringComparison.OrdinalIgnoreCase));
        return fullName + (alike == 0 ? "" : FormattableString.Invariant($"-{alike + 1}"));
    }
}
