using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ResNetGen.Data.Idx;

/// <summary>
/// MNIST (LeCun et al., "Gradient-based learning applied to document recognition", 1998) or Fashion-MNIST (Xiao et al., 2017), which has the same files:
/// <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>, <c>t10k-images-idx3-ubyte</c> and <c>t10k-labels-idx1-ubyte</c>, packed (<c>.gz</c>) or not, or with a point in
/// place of the second hyphen. The images are grey, 28 x 28. Classes are named by <c>class_names.txt</c> where the folder has one, else as clothes where
/// the folder's path says "fashion", else by their digits.
/// </summary>
public sealed class MnistDataset : IImageDataset
{
    private const string NamesFile = "class_names.txt";

    private static readonly string[] Clothes = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    private readonly byte[] pixels;
    private readonly byte[] labels;

    private MnistDataset(string name, byte[] pixels, byte[] labels, IReadOnlyList<string> classNames)
    {
        Name = name;
        ClassNames = classNames;
        this.pixels = pixels;
        this.labels = labels;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count => labels.Length;

    /// <summary>1 x 28 x 28.</summary>
    public FeatureShape Shape => ImageShape;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The shape of all images: 1 x 28 x 28.</summary>
    internal static FeatureShape ImageShape { get; } = new(1, 28, 28);

    /// <summary>Reads a part into memory (47 MB for the 60,000 training images) and checks every label.</summary>
    /// <param name="folder">Where the files are.</param>
    /// <param name="part">The files called <c>train</c>, or those called <c>t10k</c>.</param>
    /// <exception cref="DatasetException">A file is missing or damaged, they do not go together, or a label is none of the ten.</exception>
    public static MnistDataset Open(string folder, DatasetPart part)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
        {
            throw new DatasetException(folder, "there is no such folder; give the one that holds MNIST's or Fashion-MNIST's train-images-idx3-ubyte(.gz) and the three files that go with it.");
        }

        var prefix = part == DatasetPart.Train ? "train" : "t10k";
        var imagesFile = Find(folder, $"{prefix}-images", "idx3-ubyte");
        var labelsFile = Find(folder, $"{prefix}-labels", "idx1-ubyte");
        var images = IdxFile.Read(imagesFile, 3, "images");
        var classes = IdxFile.Read(labelsFile, 1, "labels");
        if (images.Dimensions is not [_, 28, 28])
        {
            throw new DatasetException(imagesFile, $"has images of {images.Dimensions[1]} x {images.Dimensions[2]}; those of MNIST are 28 x 28.");
        }

        if (images.Dimensions[0] != classes.Dimensions[0])
        {
            throw new DatasetException(
                labelsFile, FormattableString.Invariant($"has {classes.Dimensions[0]:N0} labels for the {images.Dimensions[0]:N0} images of {Path.GetFileName(imagesFile)}; they do not go together."));
        }

        var names = NamesOf(folder);
        var wrong = classes.Values.AsSpan().IndexOfAnyInRange((byte)names.Length, byte.MaxValue);
        return wrong < 0
            ? new MnistDataset(part == DatasetPart.Train ? "mnist train" : "mnist test", images.Values, classes.Values, names)
            : throw new DatasetException(
                labelsFile, FormattableString.Invariant($"image {wrong:N0} has label {classes.Values[wrong]}; the labels are 0 to {names.Length - 1}; the file is damaged or holds another data set."));
    }

    /// <inheritdoc/>
    public int Read(int index, Span<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        this.pixels.AsSpan(index * ImageShape.Length, ImageShape.Length).CopyTo(pixels);
        return labels[index];
    }

    private static string Find(string folder, string name, string kind)
    {
        string[] names = [$"{name}-{kind}", $"{name}-{kind}.gz", $"{name}.{kind}", $"{name}.{kind}.gz"];
        return names.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists)
            ?? throw new DatasetException(folder, $"{names[0]} is missing, packed ({names[1]}) or not; it has to be there with the three other files of MNIST or Fashion-MNIST.");
    }

    private static string[] NamesOf(string folder)
    {
        var path = Path.Combine(folder, NamesFile);
        if (!File.Exists(path))
        {
            return Path.GetFullPath(folder).Contains("fashion", StringComparison.OrdinalIgnoreCase) ? Clothes : [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")];
        }

        var names = DatasetFile.ReadNames(path);
        return names.Length == 10 ? names : throw new DatasetException(path, $"names {names.Length} classes; MNIST and Fashion-MNIST have 10; correct it or delete it.");
    }
}
