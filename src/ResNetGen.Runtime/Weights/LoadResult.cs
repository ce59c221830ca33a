using System.Collections.Generic;

namespace ResNetGen.Weights;

/// <summary>Which names a network and a file of weights do not share.</summary>
/// <param name="Missing">Those of the network that the file lacks: these tensors stayed as they were.</param>
/// <param name="Unexpected">Those of the file that the network lacks: these tensors were left out.</param>
public sealed record LoadResult(IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected);
