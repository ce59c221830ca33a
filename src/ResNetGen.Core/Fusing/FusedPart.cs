using ResNetGen.Core.Values;

namespace ResNetGen.Core.Fusing;

/// <summary>Steps that are done once or more in a row, each time with the next layers: stem, equal units, head.</summary>
/// <remarks>
/// It finds what it takes in buffer 0 and leaves what it gives in <see cref="Output"/>. Between two parts, and between two times, these two change
/// places: what one gives is buffer 0 of the next.
/// </remarks>
/// <param name="Name">What it is: <c>stem</c>, <c>layer1</c>.</param>
/// <param name="FirstLayer">The place of its first layer among all layers with weights, in the order of the state_dict.</param>
/// <param name="Layers">The keys of its layers with weights within the part, in that order.</param>
/// <param name="Times">How many times in a row.</param>
/// <param name="FirstUnit">The number of its first unit in the network, from 1; 0 where it is not of units.</param>
/// <param name="Steps">The steps.</param>
/// <param name="Output">The buffer of what it gives.</param>
public sealed record FusedPart(
    string Name, int FirstLayer, EquatableArray<string> Layers, int Times, int FirstUnit, EquatableArray<FusedStep> Steps, int Output);
