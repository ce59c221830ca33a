using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Data;

namespace ResNetGen.Runtime.Tests;

/// <summary>A data set some of whose images cannot be read.</summary>
internal sealed class BrokenDataset(IImageDataset all, params int[] broken) : IImageDataset
{
    public string Name => all.Name;

    public int Count => all.Count;

    public FeatureShape Shape => all.Shape;

    public IReadOnlyList<string> ClassNames => all.ClassNames;

    public int Read(int index, Span<byte> pixels) => broken.Contains(index) ? throw new BrokenImageException($"image {index}", "bad sector") : all.Read(index, pixels);
}
