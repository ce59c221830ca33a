using System;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Specs;

/// <summary>An option and its value.</summary>
/// <typeparam name="T">
/// The value's type: int, double, bool, a <see cref="Choice"/>, a text, a <see cref="WrittenShape"/>, a list of whole numbers, a group or a list of groups.
/// </typeparam>
/// <param name="Option">The option.</param>
/// <param name="Name">What the text calls it, for messages.</param>
/// <param name="Place">The value's characters.</param>
/// <param name="Value">The value.</param>
public sealed record Setting<T>(Option Option, string Name, Place Place, T Value) : Setting(Option, Name, Place)
    where T : IEquatable<T>
{
    /// <inheritdoc/>
    public override bool IsRead => true;
}
