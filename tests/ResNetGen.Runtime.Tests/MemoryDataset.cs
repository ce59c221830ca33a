using System;
using System.Collections.Generic;
using System.Linq;
using ResNetGen.Data;

namespace ResNetGen.Runtime.Tests;

/// <summary>Images that a test makes up, with each byte a function of the index and the place.</summary>
internal sealed class MemoryDataset(
    int count, FeatureShape shape, int classes, Func<int, int, byte> pixel, Func<int, int>? label = null, string name = "memory") : IImageDataset
{
    public string Name => name;

    public int Count => count;

    public FeatureShape Shape => shape;

    public IReadOnlyList<string> ClassNames { get; } = [.. Enumerable.Range(0, classes).Select(i => $"class{i}")];

    public int Read(int index, Span<byte> pixels)
    {
        for (var i = 0; i < shape.Length; i++)
        {
            pixels[i] = pixel(index, i);
        }

        return label is null ? index % classes : label(index);
    }
}
