using System;

namespace ResNetGen.Data;

/// <summary>A data set of pictures that are larger than the network's images: a part is cut out of the picture as it is, and then resized, so that nothing is lost twice.</summary>
public interface IPictureDataset : IImageDataset
{
    /// <summary>Reads a part of one picture, resized to <see cref="IImageDataset.Shape"/>.</summary>
    /// <param name="index">Which picture, from 0 to <see cref="IImageDataset.Count"/> - 1.</param>
    /// <param name="crop">Says which part, once the picture's size is known.</param>
    /// <param name="pixels">Where the pixels go, as in <see cref="IImageDataset.Read"/>.</param>
    /// <returns>The picture's label.</returns>
    /// <exception cref="BrokenImageException">This one picture cannot be read.</exception>
    /// <exception cref="DatasetException">The pictures cannot be read.</exception>
    int Read(int index, PictureCrop crop, Span<byte> pixels);
}
