using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Specs;
using ResNetGen.Core.Specs.Options;
using ResNetGen.Core.Values;

namespace ResNetGen.Generator.Reading;

/// <summary>The lists of an attribute that have one value for each stage, turned into stages.</summary>
internal sealed class StageLists
{
    private readonly Place attribute;
    private readonly List<(Option Option, Place Place, IReadOnlyList<Setting> Items)> lists = [];

    /// <param name="attribute">The mark of the stages.</param>
    public StageLists(Place attribute) => this.attribute = attribute;

    /// <summary>The lists that are not as long as the first.</summary>
    public IEnumerable<Finding> Findings => lists.Where(l => l.Items.Count != lists[0].Items.Count).Select(l => new Finding(
        FindingCatalogue.OutOfRange,
        l.Place,
        $"'{l.Option.Attribute}'",
        FormattableString.Invariant($"a list of {l.Items.Count}"),
        FormattableString.Invariant($"a list of {lists[0].Items.Count}, as '{lists[0].Option.Attribute}' is")));

    /// <summary>The stages; null where there is no list. Lists of different lengths cannot be read.</summary>
    public Setting? Stages
    {
        get
        {
            if (lists.Count == 0)
            {
                return null;
            }

            var (option, place, items) = lists[0];
            var name = option.Attribute!;
            if (lists.Exists(l => l.Items.Count != items.Count))
            {
                return new Setting(NetworkOptions.Stages, name, place);
            }

            var stages = items.Select((_, i) => new SettingGroup(OptionGroup.Stage, attribute, lists.Select(l => l.Items[i]).ToEquatableArray()));
            return new Setting<EquatableArray<SettingGroup>>(NetworkOptions.Stages, name, place, stages.ToEquatableArray());
        }
    }

    public void Add(Option option, Place place, IReadOnlyList<Setting> items) => lists.Add((option, place, items));
}
