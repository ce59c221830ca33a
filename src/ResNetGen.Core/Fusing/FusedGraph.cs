using ResNetGen.Core.Values;

namespace ResNetGen.Core.Fusing;

/// <summary>The steps of one graph: a <see cref="FusedPart"/> that nobody has put in its place yet.</summary>
/// <param name="Layers">The keys of its layers with weights.</param>
/// <param name="Steps">The steps.</param>
/// <param name="Output">The buffer of what it gives.</param>
internal sealed record FusedGraph(EquatableArray<string> Layers, EquatableArray<FusedStep> Steps, int Output);
