using System.Linq;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Specs.Options;
using ResNetGen.Core.Values;

namespace ResNetGen.Core.Specs;

/// <summary>One network as written, in an attribute or in a <c>.resnet.json</c> file.</summary>
/// <param name="Form">Which of the two.</param>
/// <param name="ClassName">The class, where the specification names it.</param>
/// <param name="Settings">What it says, as a tree of settings with places.</param>
/// <param name="IsWhole">Whether the text was read to its end; if not, what seems to be missing may stand behind the error.</param>
public sealed record NetworkSpec(SpecForm Form, Written<string>? ClassName, SettingGroup Settings, bool IsWhole)
{
    /// <summary>The network's mark in the text, for what concerns the whole of it: the attribute, or the opening brace.</summary>
    public Place Place => Settings.Place;

    /// <summary>The class's namespace, where the specification names it.</summary>
    public string? Namespace => (Settings[NetworkOptions.Namespace] as Setting<string>)?.Value;

    /// <summary>Which network it is, for people; nothing where the specification does not say it.</summary>
    public string Description => (Settings[NetworkOptions.Description] as Setting<string>)?.Value ?? "";

    /// <summary>What an option is called where this network is written.</summary>
    public string NameOf(Option option) => Form == SpecForm.Attribute && option.Attribute is { } attribute ? attribute : option.Json;

    /// <summary>A network of which nothing is said.</summary>
    public static NetworkSpec Empty(SpecForm form, Place place) =>
        new(form, null, new SettingGroup(OptionGroup.Network, place, Enumerable.Empty<Setting>().ToEquatableArray()), IsWhole: true);
}
