using System;
using System.Collections.Generic;

namespace ResNetGen.Data;

/// <summary>Labelled images of one shape. Any thread may read any image at any time.</summary>
public interface IImageDataset
{
    /// <summary>What people call it, with its part: <c>cifar10 train</c>.</summary>
    string Name { get; }

    /// <summary>How many images there are.</summary>
    int Count { get; }

    /// <summary>The shape of every image.</summary>
    FeatureShape Shape { get; }

    /// <summary>The classes' names; an image's label is a place in this list.</summary>
    IReadOnlyList<string> ClassNames { get; }

    /// <summary>Reads one image. The same index always gives the same image.</summary>
    /// <param name="index">Which image, from 0 to <see cref="Count"/> - 1.</param>
    /// <param name="pixels">
    /// Where the pixels go: <see cref="FeatureShape.Length"/> bytes, one plane a channel (red, green, blue), rows from the top.
    /// </param>
    /// <returns>The image's label.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    /// <exception cref="DatasetException">The image cannot be read.</exception>
    int Read(int index, Span<byte> pixels);
}
