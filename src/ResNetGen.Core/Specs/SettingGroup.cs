using System.Linq;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Specs.Options;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Specs;

/// <summary>What a text says in one object.</summary>
/// <param name="Group">What the object is about.</param>
/// <param name="Place">The object's mark in the text: its opening brace, or the attribute.</param>
/// <param name="Settings">What it says, in text order, each option once.</param>
public sealed record SettingGroup(OptionGroup Group, Place Place, EquatableArray<Setting> Settings)
{
    /// <summary>What it says of an option, or null.</summary>
    public Setting? this[Option option]
    {
        get
        {
            foreach (var setting in Settings.Items)
            {
                if (ReferenceEquals(setting.Option, option))
                {
                    return setting;
                }
            }

            return null;
        }
    }

    /// <summary>The same with another value of an option, which it says something of.</summary>
    public SettingGroup With(Setting setting) => this with
    {
        Settings = Settings.Select(s => s.Option == setting.Option ? setting : s).ToEquatableArray(),
    };
}
