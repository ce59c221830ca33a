using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Core.Designs;

namespace ResNetGen.Core.Emitting.Python;

/// <summary>A text that has a unit's number in it: what the keys of the units of one stage begin with, or a part of that.</summary>
internal sealed class UnitText
{
    // A text, or what is added to the unit's number in its stage.
    private readonly IReadOnlyList<(string Text, int? Added)> parts;

    private UnitText(IReadOnlyList<(string Text, int? Added)> parts) => this.parts = parts;

    /// <summary>Whether it is the unit's number from 0 and nothing else.</summary>
    public bool IsNumber => parts.Count == 1 && parts[0].Added == 0;

    /// <summary>Whether the unit's number is in it.</summary>
    public bool HasNumber => parts.Any(part => part.Added is not null);

    /// <summary>What is added to the unit's number where it stands first.</summary>
    public int FirstAdded => parts.FirstOrDefault(part => part.Added is not null).Added ?? 0;

    /// <summary>The text with a star for each number, for people.</summary>
    public string Shown => string.Concat(parts.Select(part => part.Added is null ? part.Text : "*"));

    /// <summary>Its levels: what stands between dots.</summary>
    public IReadOnlyList<UnitText> Levels
    {
        get
        {
            var levels = new List<List<(string Text, int? Added)>> { new() };
            foreach (var part in parts)
            {
                var pieces = part.Text.Split('.');
                for (var i = 0; i < pieces.Length; i++)
                {
                    if (i > 0)
                    {
                        levels.Add(new());
                    }

                    if (part.Added is not null || pieces[i].Length > 0)
                    {
                        levels[levels.Count - 1].Add((pieces[i], part.Added));
                    }
                }
            }

            return levels.Select(level => new UnitText(level)).ToList();
        }
    }

    /// <summary>What a pattern is in one stage.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="stage">The stage's number, from 1.</param>
    /// <param name="before">How many units there are in the stages before it.</param>
    public static UnitText Of(KeyPattern pattern, int stage, int before) => new(pattern.Parts.Select(part => part.Number switch
    {
        null => (part.Text, (int?)null),
        KeyNumber.Stage => (SourceText.Of(stage + part.Offset), null),
        KeyNumber.Unit => ("", part.Offset),
        _ => ("", before + part.Offset),
    }).ToList());

    /// <summary>The same with a text behind it.</summary>
    public UnitText With(string text) => new(parts.Append((text, null)).ToList());

    /// <summary>The text of one unit.</summary>
    /// <param name="unit">Its number in its stage, from 0.</param>
    public string OfUnit(int unit) => string.Concat(parts.Select(part => part.Added is { } added ? SourceText.Of(unit + added) : part.Text));

    /// <summary>The text as a literal of Python's, in which a variable counts the units.</summary>
    /// <param name="counter">The variable.</param>
    /// <param name="first">Its value for the stage's first unit.</param>
    public string Formatted(string counter, int first) => PythonText.Formatted(parts.Select(part => (part.Text, part.Added is not { } added ? null : (added - first) switch
    {
        0 => counter,
        > 0 => $"{counter} + {SourceText.Of(added - first)}",
        _ => $"{counter} - {SourceText.Of(first - added)}",
    })));

    /// <summary>Whether a name may be the text of a unit: whatever stands between the first text and the last may be numbers.</summary>
    public bool MayBe(string name) => HasNumber
        ? name.StartsWith(parts[0].Text, StringComparison.Ordinal) && name.EndsWith(parts[parts.Count - 1].Text, StringComparison.Ordinal)
        : name == string.Concat(parts.Select(part => part.Text));
}
