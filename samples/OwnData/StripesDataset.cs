using System;
using System.Collections.Generic;
using ResNetGen;
using ResNetGen.Data;

namespace OwnData;

/// <summary>Own data: stripes that lie or stand, made up from the image's index. A data set of files would read one here.</summary>
internal sealed class StripesDataset(string name, int count, int seed) : IImageDataset
{
    public string Name => name;

    public int Count => count;

    public FeatureShape Shape { get; } = new(1, 24, 24);

    public IReadOnlyList<string> ClassNames { get; } = ["lying", "standing"];

    // Any thread may ask for any image at any time, and the same index always gives the same image.
    public int Read(int index, Span<byte> pixels)
    {
        var random = new Random((seed * 1_000_003) + index);
        var label = index % 2;
        var (width, start) = (random.Next(2, 6), random.Next(12));
        for (var row = 0; row < Shape.Height; row++)
        {
            for (var column = 0; column < Shape.Width; column++)
            {
                var along = (label == 0 ? row : column) + start;
                pixels[(row * Shape.Width) + column] = (byte)((along / width % 2 == 0 ? 60 : 160) + random.Next(-50, 50));
            }
        }

        return label;
    }
}
