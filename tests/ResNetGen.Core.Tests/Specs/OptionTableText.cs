using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Families;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Tests.Specs;

/// <summary>The table of options, and the names of families, as <c>docs/spec.md</c> has them.</summary>
internal static class OptionTableText
{
    private static readonly (string Title, OptionGroup Group)[] Groups =
    [
        ("The network", OptionGroup.Network),
        ("`stem`", OptionGroup.Stem),
        ("`pool` of the stem", OptionGroup.Pool),
        ("A stage of `stages`", OptionGroup.Stage),
        ("`shortcut`", OptionGroup.Shortcut),
        ("`norm`", OptionGroup.Norm),
        ("`attention`", OptionGroup.Attention),
        ("`survival`", OptionGroup.Survival),
        ("`decay`", OptionGroup.Decay),
        ("`head`", OptionGroup.Head),
        ("`keys`", OptionGroup.Keys),
    ];

    public static IEnumerable<OptionGroup> Covered => Groups.Select(g => g.Group);

    public static string Write() => string.Join("\n", Groups.Select(g => Section(g.Title, g.Group)))
        + "\n### Families\n\n" + string.Join(", ", FamilyTable.Names.Select(n => $"`{n}`")) + ".\n";

    private static string Section(string title, OptionGroup group)
    {
        var rows = OptionTable.Of(group).Select(o => $"| {Code('"' + o.Json + '"')} | {(o == NetworkOptions.Family ? "`[ResNet(\"…\")]`" : Property(o))} | {Takes(o)} | {o.Meaning} | {o.Default} |\n");
        var shorthand = group.Shorthand is null ? "" : $"A value alone stands for its `\"{group.Shorthand}\"`.\n\n";
        return $"### {title}\n\n{shorthand}| JSON | attribute | takes | what it is | without it |\n|---|---|---|---|---|\n{string.Concat(rows)}";
    }

    private static string Property(Option option) => Code(option.Attribute) + (option.Enumeration is { } type && type != option.Attribute ? $", a `{type}`" : "");

    private static string Code(string? text) => text is null ? "" : $"`{text}`";

    private static string Takes(Option option) => option.Kind switch
    {
        OptionKind.Choice => string.Join("; ", option.Choices.Select(c => $"`{c.Name}`: {c.Meaning}")),
        OptionKind.Group or OptionKind.Groups => option.Kind == OptionKind.Group ? "an object, see below" : "a list of objects, see below",
        OptionKind.Shape => "channels, height, width, each at least 1; `[3, 32, 32]`, in the attribute `\"3x32x32\"`",
        OptionKind.KeyPattern => "a pattern that ends with `{layer}`",
        OptionKind.LayerNames => "an object of keys by layer, `{ \"conv1\": \"conv_1\" }`; in the attribute a list, `\"conv1=conv_1\"`",
        OptionKind.Switch => "true or false",
        OptionKind.Family => "a name, see below",
        OptionKind.WholeNumbers => $"whole numbers, {option.Range!.Words}; one alone stands for a list",
        _ when option.Range is { } range && range != OptionRange.Any => range.Words,
        _ => option.Takes,
    };
}
