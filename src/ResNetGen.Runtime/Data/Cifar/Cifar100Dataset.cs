using System;
using System.Collections.Generic;

namespace ResNetGen.Data.Cifar;

/// <summary>
/// CIFAR-100 in its binary format (Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009), with its 100 fine labels: files of records, each a coarse label,
/// a fine label and 3,072 pixel bytes, planes red, green and blue. <c>train.bin</c> is for training, <c>test.bin</c> is held out; <c>fine_label_names.txt</c> names the classes.
/// </summary>
public sealed class Cifar100Dataset : IImageDataset
{
    private static readonly CifarFormat Format = new(
        "CIFAR-100",
        "cifar100",
        "cifar-100-binary.tar.gz",
        ["train.bin"],
        ["test.bin"],
        LabelBytes: 2,
        "fine_label_names.txt",
        [
            "apple", "aquarium_fish", "baby", "bear", "beaver", "bed", "bee", "beetle", "bicycle", "bottle",
            "bowl", "boy", "bridge", "bus", "butterfly", "camel", "can", "castle", "caterpillar", "cattle",
            "chair", "chimpanzee", "clock", "cloud", "cockroach", "couch", "crab", "crocodile", "cup", "dinosaur",
            "dolphin", "elephant", "flatfish", "forest", "fox", "girl", "hamster", "house", "kangaroo", "keyboard",
            "lamp", "lawn_mower", "leopard", "lion", "lizard", "lobster", "man", "maple_tree", "motorcycle", "mountain",
            "mouse", "mushroom", "oak_tree", "orange", "orchid", "otter", "palm_tree", "pear", "pickup_truck", "pine_tree",
            "plain", "plate", "poppy", "porcupine", "possum", "rabbit", "raccoon", "ray", "road", "rocket",
            "rose", "sea", "seal", "shark", "shrew", "skunk", "skyscraper", "snail", "snake", "spider",
            "squirrel", "streetcar", "sunflower", "sweet_pepper", "table", "tank", "telephone", "television", "tiger", "tractor",
            "train", "trout", "tulip", "turtle", "wardrobe", "whale", "willow_tree", "wolf", "woman", "worm",
        ]);

    private readonly CifarRecords records;

    private Cifar100Dataset(CifarRecords records, DatasetPart part)
    {
        this.records = records;
        Name = part == DatasetPart.Train ? "cifar100 train" : "cifar100 test";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count => records.Count;

    /// <summary>3 x 32 x 32.</summary>
    public FeatureShape Shape => CifarFormat.ImageShape;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => records.ClassNames;

    /// <summary>Reads a part into memory (150 MB for the 50,000 training images) and checks every label.</summary>
    /// <param name="folder">Where the files are.</param>
    /// <param name="part">The training file, or the test file.</param>
    /// <exception cref="DatasetException">A file is missing, is no list of whole records, or has a label that is none of the hundred.</exception>
    public static Cifar100Dataset Open(string folder, DatasetPart part) => new(CifarRecords.Open(Format, folder, part), part);

    /// <inheritdoc/>
    public int Read(int index, Span<byte> pixels) => records.Read(index, pixels);
}
