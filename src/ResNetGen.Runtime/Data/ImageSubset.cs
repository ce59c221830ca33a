using System;
using System.Collections.Generic;

namespace ResNetGen.Data;

/// <summary>Some images of a data set, as a data set. It is one of pictures if all of it is.</summary>
public class ImageSubset : IImageDataset
{
    private readonly IImageDataset all;
    private readonly int[] indices;

    private ImageSubset(IImageDataset all, string name, int[] indices)
    {
        this.all = all;
        this.indices = indices;
        Name = name;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count => indices.Length;

    /// <inheritdoc/>
    public FeatureShape Shape => all.Shape;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => all.ClassNames;

    /// <summary>Some images of a data set.</summary>
    /// <param name="all">The data set.</param>
    /// <param name="name">What the part is called.</param>
    /// <param name="indices">Their places in the data set, in the order that they get.</param>
    /// <exception cref="ArgumentOutOfRangeException">The data set has no such place.</exception>
    public static ImageSubset Of(IImageDataset all, string name, params ReadOnlySpan<int> indices)
    {
        ArgumentNullException.ThrowIfNull(all);
        foreach (var index in indices)
        {
            if ((uint)index >= (uint)all.Count)
            {
                throw new ArgumentOutOfRangeException(nameof(indices), index, $"{all.Name} has {all.Count} images.");
            }
        }

        return all is IPictureDataset pictures ? new OfPictures(pictures, name, indices.ToArray()) : new ImageSubset(all, name, indices.ToArray());
    }

    /// <inheritdoc/>
    public int Read(int index, Span<byte> pixels) => all.Read(indices[index], pixels);

    private sealed class OfPictures : ImageSubset, IPictureDataset
    {
        private readonly IPictureDataset pictures;

        public OfPictures(IPictureDataset all, string name, int[] indices)
            : base(all, name, indices) => pictures = all;

        public int Read(int index, PictureCrop crop, Span<byte> pixels) => pictures.Read(indices[index], crop, pixels);
    }
}
