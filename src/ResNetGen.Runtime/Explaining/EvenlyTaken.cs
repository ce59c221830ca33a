using System;
using System.Linq;
using ResNetGen.Data;

namespace ResNetGen.Explaining;

/// <summary>Some images of a data set, taken evenly from all of it.</summary>
internal static class EvenlyTaken
{
    /// <summary>So many images at most.</summary>
    public static ImageSubset Of(IImageDataset all, int most)
    {
        var count = Math.Min(most, all.Count);
        return ImageSubset.Of(all, all.Name, [.. Enumerable.Range(0, count).Select(i => (int)((long)i * all.Count / count))]);
    }
}
