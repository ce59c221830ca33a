using System;
using System.Linq;
using ResNetGen.Data.Cifar;
using ResNetGen.Data.Shapes;

namespace ResNetGen.Data;

/// <summary>Images to learn from and images held out, and how both are prepared where nothing else is said.</summary>
public sealed class DataSource
{
    private readonly Lazy<IImageDataset> train;
    private readonly Lazy<IImageDataset> test;

    /// <summary>A source of own data.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="openTrain">Opens the images to learn from, when they are first asked for.</param>
    /// <param name="openTest">Opens the images held out, when they are first asked for.</param>
    /// <param name="normalization">How pixels become numbers.</param>
    /// <param name="augmentation">How training images are varied.</param>
    public DataSource(
        string name,
        Func<IImageDataset> openTrain,
        Func<IImageDataset> openTest,
        Normalization normalization,
        Augmentation augmentation)
    {
        Name = name;
        train = new Lazy<IImageDataset>(openTrain);
        test = new Lazy<IImageDataset>(openTest);
        Normalization = normalization;
        Augmentation = augmentation;
    }

    /// <summary>What people call it, such as <c>cifar10</c>.</summary>
    public string Name { get; }

    /// <summary>The images to learn from; opened when first asked for.</summary>
    /// <exception cref="DatasetException">They cannot be opened.</exception>
    public IImageDataset Train => train.Value;

    /// <summary>The images held out; opened when first asked for.</summary>
    /// <exception cref="DatasetException">They cannot be opened.</exception>
    public IImageDataset Test => test.Value;

    /// <summary>How pixels become numbers.</summary>
    public Normalization Normalization { get; }

    /// <summary>How training images are varied.</summary>
    public Augmentation Augmentation { get; }

    /// <summary>Finds the data that a word of the command line names.</summary>
    /// <param name="text"><c>shapes</c>, or <c>cifar10:DIR</c> for a folder with CIFAR-10's binary files.</param>
    /// <param name="input">The images that the network takes.</param>
    /// <exception cref="DatasetException">No data go by that name, or they are not of that shape.</exception>
    public static DataSource Find(string text, FeatureShape input)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var kind = colon < 0 ? text : text[..colon];
        var folder = colon < 0 ? "" : text[(colon + 1)..];
        return kind switch
        {
            "shapes" when folder.Length == 0 => Shapes(input),
            "shapes" => throw new DatasetException(text, "shapes are drawn on the spot and take no folder; write just 'shapes'."),
            "cifar10" when folder.Length == 0 => throw new DatasetException(text, "name the folder of its binary files too: 'cifar10:DIR'."),
            "cifar10" => Cifar10(folder, input),
            "cifar100" or "mnist" or "folder" => throw new DatasetException(
                text, $"'{kind}' cannot be read yet; what can be is 'shapes' and 'cifar10:DIR'."),
            _ => throw new DatasetException(text, "no data go by that name; write 'shapes', or 'cifar10:DIR' with the folder of its binary files."),
        };
    }

    /// <summary>
    /// Divides the images to learn from: so many of them are held out and stand in place of the test part. Whatever is chosen by them, such as the best
    /// epoch, the test part stays unseen.
    /// </summary>
    /// <param name="count">How many images are held out.</param>
    /// <param name="seed">Decides which.</param>
    /// <exception cref="ArgumentException">Nothing would be left to learn from, or nothing is held out.</exception>
    public DataSource HoldOut(int count, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (count >= Train.Count)
        {
            throw new ArgumentException($"{count} images cannot be held out: {Train.Name} has {Train.Count}, and some have to be left to learn from.", nameof(count));
        }

        var order = Enumerable.Range(0, Train.Count).ToArray();
        new RandomStream(seed, -1, -1).Shuffle(order);
        return new DataSource(Name, () => Part($"{Train.Name} without validation", count..), () => Part($"{Name} validation", ..count), Normalization, Augmentation);

        PartOfDataset Part(string name, Range range) => new(Train, name, [.. order[range].Order()]);
    }

    /// <summary>The pictures of <see cref="ShapesDataset"/>, drawn at the size that the network takes.</summary>
    /// <exception cref="DatasetException">Pictures of this shape cannot be drawn.</exception>
    public static DataSource Shapes(FeatureShape input) => new(
        "shapes",
        () => new ShapesDataset(DatasetPart.Train, input),
        () => new ShapesDataset(DatasetPart.Test, input),
        ShapesDataset.Normalization,
        Augmentation.None);

    /// <summary>CIFAR-10 from a folder of its binary files.</summary>
    /// <exception cref="DatasetException">The network takes images of another shape.</exception>
    public static DataSource Cifar10(string folder, FeatureShape input) => input == Cifar10Dataset.ImageShape
        ? new DataSource(
            "cifar10",
            () => Cifar10Dataset.Open(folder, DatasetPart.Train),
            () => Cifar10Dataset.Open(folder, DatasetPart.Test),
            Normalization.Cifar10,
            Augmentation.Standard)
        : throw new DatasetException(
            "cifar10", $"its images are {Cifar10Dataset.ImageShape}, the network takes {input}; set the network's input to 3x32x32.");
}
