using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Core.Specs.Options;

/// <summary>All options.</summary>
public static class OptionTable
{
    private static readonly Dictionary<OptionGroup, IReadOnlyList<Option>> ByGroup = new();

    private static readonly Dictionary<string, Option> ByAttribute;

    static OptionTable()
    {
        All = [.. NetworkOptions.All, .. StemOptions.All, .. StageOptions.All, .. ShortcutOptions.All, .. LayerOptions.All, .. HeadOptions.All, .. KeyOptions.All];
        foreach (var group in All.GroupBy(o => o.Owner))
        {
            ByGroup.Add(group.Key, group.ToList());
        }

        ByAttribute = All.Where(o => o.Attribute is not null).ToDictionary(o => o.Attribute!, StringComparer.Ordinal);
    }

    /// <summary>Every option, in the order of the documentation.</summary>
    public static IReadOnlyList<Option> All { get; }

    /// <summary>The options of a group.</summary>
    public static IReadOnlyList<Option> Of(OptionGroup group) => ByGroup[group];

    /// <summary>The option of a name in an object of a file, or null where there is none.</summary>
    public static Option? Find(OptionGroup group, string json) => Of(group).FirstOrDefault(o => o.Json == json);

    /// <summary>The option of a property of the attribute, or null where there is none.</summary>
    public static Option? FindByAttribute(string property) => ByAttribute.TryGetValue(property, out var option) ? option : null;
}
