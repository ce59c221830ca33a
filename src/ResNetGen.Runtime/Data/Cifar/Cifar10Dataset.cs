using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen.Data.Cifar;

/// <summary>
/// CIFAR-10 in its binary format (Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009): files of records, each a label
/// byte and 3,072 pixel bytes, planes red, green and blue. <c>data_batch_1.bin</c> to <c>data_batch_5.bin</c> are for training,
/// <c>test_batch.bin</c> is held out. A file may hold any count of records.
/// </summary>
public sealed class Cifar10Dataset : IImageDataset
{
    private static readonly CifarFormat Format = new(
        "CIFAR-10",
        "cifar10",
        "cifar-10-binary.tar.gz",
        [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")],
        ["test_batch.bin"],
        LabelBytes: 1,
        "batches.meta.txt",
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]);

    private readonly CifarRecords records;

    private Cifar10Dataset(CifarRecords records, DatasetPart part)
    {
        this.records = records;
        Name = part == DatasetPart.Train ? "cifar10 train" : "cifar10 test";
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
    /// <param name="part">The five training files, or the test file.</param>
    /// <exception cref="DatasetException">A file is missing, is no list of whole records, or has a label that is none of the ten.</exception>
    public static Cifar10Dataset Open(string folder, DatasetPart part) => new(CifarRecords.Open(Format, folder, part), part);

    /// <inheritdoc/>
    public int Read(int index, Span<byte> pixels) => records.Read(index, pixels);
}
