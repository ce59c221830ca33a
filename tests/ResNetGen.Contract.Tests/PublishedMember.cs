using System;
using System.Linq;

namespace ResNetGen.Contract.Tests;

/// <summary>A member as compiled code refers to it.</summary>
/// <param name="Name">Its name in metadata, with the count of its own type parameters: <c>get_shape</c>, <c>item`1</c>.</param>
/// <param name="Parameters">The types of its parameters; none for a field.</param>
/// <param name="Result">The type of what it gives.</param>
internal sealed record PublishedMember(string Name, string[] Parameters, string Result)
{
    /// <summary>Whether compiled code that refers to one finds the other.</summary>
    public bool IsExactly(PublishedMember other) =>
        Name == other.Name && Result == other.Result && Parameters.AsSpan().SequenceEqual(other.Parameters);

    /// <summary>
    /// Whether source code that means one compiles where the other is in its place: what one has more of parameters may be left out, an array is
    /// a list too, and a property reads as a field does.
    /// </summary>
    public bool IsInSource(PublishedMember other)
    {
        var common = Math.Min(Parameters.Length, other.Parameters.Length);
        return IsExactly(other)
            || (Name == other.Name && Result == other.Result && Parameters.Take(common).Zip(other.Parameters).All(pair => Takes(pair.First, pair.Second)))
            || (Parameters.Length + other.Parameters.Length == 0 && Result == other.Result && (Name == Getter(other) || Getter(this) == other.Name));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}({string.Join(",", Parameters)}) : {Result}";

    private static bool Takes(string given, string listed) =>
        given == listed || (given.EndsWith("[]", StringComparison.Ordinal) && listed == $"System.Collections.Generic.IList<{given[..^2]}>");

    private static string Getter(PublishedMember field) => "get_" + field.Name;
}
