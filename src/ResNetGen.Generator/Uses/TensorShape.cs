using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ResNetGen.Generator.Uses;

/// <summary>What is known of a tensor's sizes in code.</summary>
/// <param name="Sizes">Its sizes in order; null for one that is not known.</param>
internal sealed record TensorShape(IReadOnlyList<long?> Sizes)
{
    public int Rank => Sizes.Count;

    /// <summary>The sizes as people write them, <c>8 x 3 x 32 x 32</c>, with a question mark for one that is not known.</summary>
    public override string ToString() =>
        Rank == 0 ? "a single number" : string.Join(" x ", Sizes.Select(s => s is { } size ? size.ToString(CultureInfo.InvariantCulture) : "?"));
}
