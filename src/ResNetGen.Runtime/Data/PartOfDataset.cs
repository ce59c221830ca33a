using System;
using System.Collections.Generic;

namespace ResNetGen.Data;

/// <summary>Some images of a data set, in its order.</summary>
internal sealed class PartOfDataset(IImageDataset all, string name, int[] indices) : IImageDataset
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public int Count => indices.Length;

    /// <inheritdoc/>
    public FeatureShape Shape => all.Shape;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => all.ClassNames;

    /// <inheritdoc/>
    public int Read(int index, Span<byte> pixels) => all.Read(indices[index], pixels);
}
