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

    /// <inheritdoc/>
    public override string ToString() => $"{Name}({string.Join(",", Parameters)}) : {Result}";
}
