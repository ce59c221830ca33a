using System;
using System.Buffers;
using System.Collections.Generic;
using ResNetGen.Images;
using ResNetGen.Images.Resizing;

namespace ResNetGen.Data.Folders;

/// <summary>The pictures of one part of an <see cref="ImageFolder"/>, read when they are needed and made to fit the network: in colours, or grey where it takes one channel.</summary>
public sealed class ImageFolderDataset : IPictureDataset
{
    private readonly ImageFolder folder;
    private readonly (int Class, string Path)[] files;

    private ImageFolderDataset(ImageFolder folder, (int Class, string Path)[] files, string name, FeatureShape shape)
    {
        this.folder = folder;
        this.files = files;
        Name = name;
        Shape = shape;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count => files.Length;

    /// <inheritdoc/>
    public FeatureShape Shape { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => folder.ClassNames;

    /// <summary>Lists the pictures of a part. None is opened yet.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="part">Those to learn from, or those held out.</param>
    /// <param name="shape">What the network takes: 1 or 3 channels.</param>
    /// <exception cref="DatasetException">They cannot be listed, there are none, or the network takes neither colours nor grey.</exception>
    public static ImageFolderDataset Open(ImageFolder folder, DatasetPart part, FeatureShape shape)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (shape.Channels is not (1 or 3))
        {
            throw new DatasetException(folder.Name, $"pictures have 3 channels, or 1 if they are made grey; the network takes {shape}.");
        }

        return new ImageFolderDataset(folder, [.. folder.List(part)], $"{folder.Name} {(part == DatasetPart.Train ? "train" : "test")}", shape);
    }

    /// <summary>The file of a picture.</summary>
    public string PathOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return files[index].Path;
    }

    /// <summary>
    /// Reads the middle of a picture, as ImageNet networks are evaluated: it is resized until its shorter side is the network's divided by <see cref="ImageFolderOptions.MiddleShare"/>,
    /// and what the network takes is cut out of the middle. A picture of just the network's size is taken as it is.
    /// </summary>
    /// <inheritdoc/>
    public int Read(int index, Span<byte> pixels)
    {
        using var picture = Open(index);
        var (resized, window) = EvaluationCrop.Of(picture.Size, new PictureSize(Shape.Width, Shape.Height), folder.Options.MiddleShare);
        Resize(picture, PictureRegion.Whole(picture.Size), resized, window, pixels);
        return files[index].Class;
    }

    /// <inheritdoc/>
    public int Read(int index, PictureCrop crop, Span<byte> pixels)
    {
        using var picture = Open(index);
        var wanted = new PictureSize(Shape.Width, Shape.Height);
        Resize(picture, crop.Choose(picture.Size), wanted, PictureRegion.Whole(wanted), pixels);
        return files[index].Class;
    }

    private RentedPicture Open(int index)
    {
        try
        {
            return folder.Options.Reader.Rent(PathOf(index));
        }
        catch (PictureException error) when (error.InnerException is DllNotFoundException)
        {
            // Nothing is wrong with the picture.
            throw new DatasetException(error.File, error.Problem, error);
        }
        catch (PictureException error)
        {
            throw new BrokenImageException(error.File, error.Problem, error);
        }
    }

    private void Resize(RentedPicture picture, PictureRegion part, PictureSize result, PictureRegion window, Span<byte> planes)
    {
        var length = Shape.Height * Shape.Width * 3;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        var resized = buffer.AsSpan(0, length);
        Bilinear.Resize(picture.Pixels, picture.Size, 3, part, result, window, resized);
        if (Shape.Channels == 3)
        {
            Interleave.ToPlanes(resized, 3, planes[..length]);
        }
        else
        {
            Interleave.ToGrey(resized, planes[..(length / 3)]);
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }
}
