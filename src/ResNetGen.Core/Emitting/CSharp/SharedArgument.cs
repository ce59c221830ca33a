using System.Collections.Generic;
using ResNetGen.Core.Planning;

namespace ResNetGen.Core.Emitting.CSharp;

/// <summary>An argument of the constructor of the units' base class.</summary>
/// <param name="Name">The argument's name.</param>
/// <param name="OfStructures">What each structure passes: its own argument, or a number; in the family's order.</param>
/// <param name="IsOptional">Whether it is a stride or a dilation, which is 1 where nothing is passed.</param>
internal sealed record SharedArgument(string Name, IReadOnlyList<Quantity> OfStructures, bool IsOptional);
