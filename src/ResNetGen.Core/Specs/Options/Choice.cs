using System;

namespace ResNetGen.Core.Specs.Options;

/// <summary>One of the words that an option takes.</summary>
/// <param name="Name">The word in a file: <c>average-projection</c>.</param>
/// <param name="Member">The member of the attribute's enumeration: <c>AverageProjection</c>.</param>
/// <param name="Meaning">What it means.</param>
public sealed record Choice(string Name, string Member, string Meaning)
{
    /// <summary>What it is in a design; null where the design has nothing then, as for <c>None</c>.</summary>
    public Enum? Design { get; internal init; }
}
