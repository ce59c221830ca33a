using System.Collections.Generic;

namespace ResNetGen.Weights;

/// <summary>How the names of a network and of a file of weights compare, and whether the weights are for such a network.</summary>
/// <param name="Missing">Those of the network that the file lacks: these tensors stayed as they were.</param>
/// <param name="Unexpected">Those of the file that the network lacks: these tensors were left out.</param>
/// <param name="Variant">Whether the weights are for a network that computes as this one.</param>
/// <param name="Differences">What the file's network does otherwise, as <c>stridedConvolution: first, here middle</c>.</param>
public sealed record LoadResult(IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected, VariantMatch Variant, IReadOnlyList<string> Differences);
