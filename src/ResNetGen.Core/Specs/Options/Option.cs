using System;
using System.Collections.Generic;

namespace ResNetGen.Core.Specs.Options;

/// <summary>One thing that a specification can say. Both spellings, the documentation's table and the editors' schema come from it.</summary>
public sealed class Option
{
    internal Option(OptionGroup owner, string json, string? attribute, OptionKind kind, string fallback, string meaning)
    {
        Owner = owner;
        Json = json;
        Attribute = attribute;
        Kind = kind;
        Default = fallback;
        Meaning = meaning;
    }

    /// <summary>The group that it stands in.</summary>
    public OptionGroup Owner { get; }

    /// <summary>Its name in a file.</summary>
    public string Json { get; }

    /// <summary>The attribute's property; null where an attribute does not have it.</summary>
    public string? Attribute { get; }

    /// <summary>What it takes.</summary>
    public OptionKind Kind { get; }

    /// <summary>What counts without it, in words.</summary>
    public string Default { get; }

    /// <summary>What it is, in words.</summary>
    public string Meaning { get; }

    /// <summary>The numbers that it takes; null where it takes no number.</summary>
    public OptionRange? Range { get; internal init; }

    /// <summary>The words that it takes; none where it takes something else.</summary>
    public IReadOnlyList<Choice> Choices { get; internal init; } = [];

    /// <summary>The attribute's enumeration; null where it takes no word.</summary>
    public string? Enumeration { get; internal init; }

    /// <summary>The options of the object, or of each object of the list, that it takes; null where it takes something else.</summary>
    public OptionGroup? Group { get; internal init; }

    /// <summary>Whether it is said of one stage; an attribute has a list of such.</summary>
    public bool IsStageOption => Owner == OptionGroup.Stage;

    /// <summary>What it counts only with, in words; null where it always counts.</summary>
    public string? Needs { get; internal init; }

    /// <summary>What it takes, in words, for messages about a file.</summary>
    public string Takes => Kind switch
    {
        OptionKind.WholeNumber => "a whole number",
        OptionKind.Number => "a number",
        OptionKind.Switch => "true or false",
        OptionKind.Shape => "a list of channels, height and width, as [3, 32, 32]",
        OptionKind.WholeNumbers => "a whole number or a list of them",
        OptionKind.LayerNames => "an object of strings by layer, as { \"conv1\": \"conv_1\" }",
        OptionKind.Groups => "a list of objects",
        OptionKind.Group => ShorthandTakes is null ? "an object" : ShorthandTakes + ", or an object",
        _ => "a string",
    };

    private string? ShorthandTakes => Group?.Shorthand switch
    {
        null => null,
        "kind" or "style" => "a string",
        _ => "a number",
    };

    /// <inheritdoc/>
    public override string ToString() => Attribute ?? Json;

    internal static Choice ChoiceOf(Enum value, string meaning) => ChoiceOf(value.ToString(), meaning) with { Design = value };

    /// <summary>A choice whose word in a file is that of the attribute, in lower case, with hyphens.</summary>
    internal static Choice ChoiceOf(string member, string meaning)
    {
        var name = new System.Text.StringBuilder();
        foreach (var character in member)
        {
            if (char.IsUpper(character) && name.Length > 0)
            {
                name.Append('-');
            }

            name.Append(char.ToLowerInvariant(character));
        }

        return new Choice(name.ToString(), member, meaning);
    }
}
