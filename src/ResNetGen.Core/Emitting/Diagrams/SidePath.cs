using System.Collections.Generic;

namespace ResNetGen.Core.Emitting.Diagrams;

/// <summary>A path beside the main path of a graph.</summary>
/// <param name="From">How many layers of the main path come before it leaves.</param>
/// <param name="Join">The index of the layer of the main path at which it ends.</param>
/// <param name="Layers">What lies on it; nothing for the identity.</param>
internal sealed record SidePath(int From, int Join, IReadOnlyList<DrawnLayer> Layers);
