namespace ResNetGen.Generator.Models;

/// <summary>What each network is compiled in.</summary>
/// <param name="Surroundings">What the project offers to generated code.</param>
/// <param name="Names">All of its networks.</param>
internal sealed record Project(Surroundings Surroundings, NetworkNames Names);
