using System;
using System.Linq;
using ResNetGen.Data.Cifar;
using ResNetGen.Data.Folders;
using ResNetGen.Data.Idx;
using ResNetGen.Data.Shapes;

namespace ResNetGen.Data;

/// <summary>Images to learn from and images held out, and how both are prepared where nothing else is said.</summary>
public sealed class DataSource
{
    private readonly Lazy<IImageDataset> train;
    private readonly Lazy<IImageDataset> test;
    private readonly Func<string?>? note;

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

    private DataSource(DataSource other, BrokenImages broken, Normalization normalization)
        : this(other.Name, () => other.Train, () => other.Test, normalization, other.Augmentation)
    {
        note = other.note;
        Broken = broken;
    }

    private DataSource(string name, ImageFolder folder, FeatureShape input)
        : this(
            name,
            () => ImageFolderDataset.Open(folder, DatasetPart.Train, input),
            () => ImageFolderDataset.Open(folder, DatasetPart.Test, input),
            input.Channels == 1 ? Normalization.GreyImagenet : Normalization.Imagenet,
            Augmentation.Imagenet) => note = () => folder.Note;

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

    /// <summary>The images that turn out to be broken, and how many may be.</summary>
    public BrokenImages Broken { get; init; } = BrokenImages.Usual();

    /// <summary>What a user should know of how the data were taken, once they are opened, such as which images are held out; null for nothing.</summary>
    public string? Note => note?.Invoke();

    /// <summary>Finds the data that a word of the command line names.</summary>
    /// <param name="text">
    /// <c>shapes</c>, or with a folder <c>cifar10:DIR</c>, <c>cifar100:DIR</c>, <c>mnist:DIR</c> (which is Fashion-MNIST too) or <c>folder:DIR</c> for pictures in folders.
    /// </param>
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
            "cifar10" or "cifar100" or "mnist" or "folder" when folder.Length == 0 => throw new DatasetException(text, $"name the folder of its files too: '{kind}:DIR'."),
            "cifar10" => Cifar10(folder, input),
            "cifar100" => Cifar100(folder, input),
            "mnist" => Mnist(folder, input),
            "folder" => Folder(folder, input),
            _ => throw new DatasetException(text, "no data go by that name; write 'shapes', or 'cifar10:DIR', 'cifar100:DIR', 'mnist:DIR' or 'folder:DIR' with the folder of its files."),
        };
    }

    /// <summary>The same data, with another number of images that may be broken.</summary>
    public DataSource With(BrokenImages broken)
    {
        ArgumentNullException.ThrowIfNull(broken);
        return new DataSource(this, broken, Normalization);
    }

    /// <summary>The same data, with other numbers for the pixels: weights take those that they were trained with.</summary>
    public DataSource With(Normalization normalization)
    {
        ArgumentNullException.ThrowIfNull(normalization);
        return new DataSource(this, Broken, normalization);
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
        return new DataSource(Name, () => Part($"{Train.Name} without validation", count..), () => Part($"{Name} validation", ..count), Normalization, Augmentation)
        {
            Broken = Broken,
        };

        ImageSubset Part(string name, Range range) => ImageSubset.Of(Train, name, [.. order[range].Order()]);
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
    public static DataSource Cifar10(string folder, FeatureShape input)
    {
        RequireInput("cifar10", CifarFormat.ImageShape, input);
        return new DataSource(
            "cifar10",
            () => Cifar10Dataset.Open(folder, DatasetPart.Train),
            () => Cifar10Dataset.Open(folder, DatasetPart.Test),
            Normalization.Cifar10,
            Augmentation.Standard);
    }

    /// <summary>CIFAR-100, with its 100 fine labels, from a folder of its binary files.</summary>
    /// <exception cref="DatasetException">The network takes images of another shape.</exception>
    public static DataSource Cifar100(string folder, FeatureShape input)
    {
        RequireInput("cifar100", CifarFormat.ImageShape, input);
        return new DataSource(
            "cifar100",
            () => Cifar100Dataset.Open(folder, DatasetPart.Train),
            () => Cifar100Dataset.Open(folder, DatasetPart.Test),
            Normalization.Cifar100,
            Augmentation.Standard);
    }

    /// <summary>MNIST or Fashion-MNIST from a folder of its idx files. Digits are not mirrored: images are only shifted, by two pixels at most.</summary>
    /// <exception cref="DatasetException">The network takes images of another shape.</exception>
    public static DataSource Mnist(string folder, FeatureShape input)
    {
        RequireInput("mnist", MnistDataset.ImageShape, input);
        return new DataSource(
            "mnist",
            () => MnistDataset.Open(folder, DatasetPart.Train),
            () => MnistDataset.Open(folder, DatasetPart.Test),
            Normalization.Mnist,
            new Augmentation(2, Flip: false));
    }

    /// <summary>Pictures in folders, one a class, made to fit the network: <see cref="ImageFolder"/>.</summary>
    /// <exception cref="DatasetException">There is no such folder, it holds no such folders, or the network takes neither colours nor grey.</exception>
    public static DataSource Folder(string folder, FeatureShape input, ImageFolderOptions? options = null)
    {
        var found = ImageFolder.Find(folder, options);
        return new DataSource(found.Name, found, input);
    }

    private static void RequireInput(string name, FeatureShape images, FeatureShape input)
    {
        if (input != images)
        {
            throw new DatasetException(
                name,
                FormattableString.Invariant(
                    $"its images are {images}, the network takes {input}; set the network's input to {images.Channels}x{images.Height}x{images.Width}."));
        }
    }
}
