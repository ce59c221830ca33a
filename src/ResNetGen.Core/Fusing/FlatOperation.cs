using System.Collections.Generic;
using ResNetGen.Core.Planning.Operations;

namespace ResNetGen.Core.Fusing;

/// <summary>An operation of a <see cref="FlatGraph"/>, which makes the value of its place plus 1.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Layer">Its key, whole; null without weights.</param>
/// <param name="Inputs">The values that it takes.</param>
internal sealed record FlatOperation(Operation Operation, string? Layer, IReadOnlyList<int> Inputs);
