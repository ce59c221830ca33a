using System;
using System.Collections.Generic;
using ResNetGen.Data;

namespace ResNetGen.Runtime.Tests.Reports;

/// <summary>Images of slanting bands, of classes with names of one's own.</summary>
internal sealed class NamedDataset(int count, FeatureShape shape, IReadOnlyList<string> names, string name = "memory test") : IImageDataset
{
    public string Name => name;

    public int Count => count;

    public FeatureShape Shape => shape;

    public IReadOnlyList<string> ClassNames => names;

    public int Read(int index, Span<byte> pixels)
    {
        for (var i = 0; i < shape.Length; i++)
        {
            var (channel, row, column) = (i / (shape.Height * shape.Width), i / shape.Width % shape.Height, i % shape.Width);
            pixels[i] = (byte)((index * 37 * (channel + 1)) + (8 * row) + (4 * column));
        }

        return index % names.Count;
    }
}
