using System;
using System.Collections.Generic;

namespace ResNetGen.Weights;

/// <summary>What a network needs of a file of weights.</summary>
/// <param name="Tensors">Its parameters and buffers by name.</param>
/// <param name="Variant">What weights do not show of it, <see cref="NetworkInfo.Variant"/>; null where that is not known.</param>
/// <param name="SkippedLayer">The key of a layer that stays as it is, whatever the file has of it; null for none.</param>
/// <param name="Classifier">The key of the layer that gives the scores, for messages; null where that is not known.</param>
public sealed record WeightsNeed(IReadOnlyDictionary<string, WeightsEntry> Tensors, string? Variant = null, string? SkippedLayer = null, string? Classifier = null)
{
    /// <summary>Whether a tensor stays as it is.</summary>
    public bool IsSkipped(string name) => IsOf(SkippedLayer, name);

    /// <summary>Whether a tensor is of the layer that gives the scores.</summary>
    internal bool IsOfClassifier(string name) => IsOf(Classifier, name);

    private static bool IsOf(string? layer, string name) => layer is not null && name.StartsWith(layer + ".", StringComparison.Ordinal);
}
