using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ResNetGen.Data.Cifar;

/// <summary>
/// CIFAR-10 in its binary format (Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009): files of records, each a label
/// byte and 3,072 pixel bytes, planes red, green and blue. <c>data_batch_1.bin</c> to <c>data_batch_5.bin</c> are for training,
/// <c>test_batch.bin</c> is held out. A file may hold any count of records.
/// </summary>
public sealed class Cifar10Dataset : IImageDataset
{
    private const int RecordLength = 1 + 3072;
    private const string NamesFile = "batches.meta.txt";

    private static readonly string[] KnownNames =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    private readonly byte[][] files;
    private readonly int[] firstIndices;

    private Cifar10Dataset(string name, byte[][] files, string[] classNames)
    {
        Name = name;
        ClassNames = classNames;
        this.files = files;
        firstIndices = new int[files.Length];
        foreach (var (place, file) in files.Index())
        {
            firstIndices[place] = Count;
            Count += file.Length / RecordLength;
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>3 x 32 x 32.</summary>
    public FeatureShape Shape => ImageShape;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The shape of all CIFAR images: 3 x 32 x 32.</summary>
    internal static FeatureShape ImageShape { get; } = new(3, 32, 32);

    /// <summary>Reads a part into memory (150 MB for the 50,000 training images) and checks every label.</summary>
    /// <param name="folder">Where the files are.</param>
    /// <param name="part">The five training files, or the test file.</param>
    /// <exception cref="DatasetException">A file is missing, is no list of whole records, or has a label that is none of the ten.</exception>
    public static Cifar10Dataset Open(string folder, DatasetPart part)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
        {
            throw new DatasetException(folder, "there is no such folder; give the one that holds CIFAR-10's data_batch_1.bin to data_batch_5.bin and test_batch.bin.");
        }

        string[] wanted = part == DatasetPart.Train ? [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin")] : ["test_batch.bin"];
        var missing = wanted.Where(file => !File.Exists(Path.Combine(folder, file))).ToArray();
        if (missing.Length > 0)
        {
            throw new DatasetException(
                folder,
                $"{string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} missing; it has to be CIFAR-10's binary version, unpacked from cifar-10-binary.tar.gz.");
        }

        return new Cifar10Dataset(
            part == DatasetPart.Train ? "cifar10 train" : "cifar10 test",
            [.. wanted.Select(file => ReadRecords(Path.Combine(folder, file)))],
            ReadNames(Path.Combine(folder, NamesFile)));
    }

    /// <inheritdoc/>
    public int Read(int index, Span<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);

        var place = Array.BinarySearch(firstIndices, index);
        var file = place >= 0 ? place : ~place - 1;
        var record = files[file].AsSpan((index - firstIndices[file]) * RecordLength, RecordLength);
        record[1..].CopyTo(pixels);
        return record[0];
    }

    private static byte[] ReadRecords(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(path, $"cannot be read: {error.Message}", error);
        }

        var (records, rest) = Math.DivRem(bytes.Length, RecordLength);
        if (rest != 0 || records == 0)
        {
            throw new DatasetException(
                path,
                FormattableString.Invariant(
                    $"has {bytes.Length:N0} bytes, which is not a multiple of {RecordLength:N0} (a label and 3 x 32 x 32 pixels): {records:N0} whole images and {rest:N0} bytes over; copy or unpack it again."));
        }

        for (var record = 0; record < records; record++)
        {
            var label = bytes[record * RecordLength];
            if (label >= KnownNames.Length)
            {
                throw new DatasetException(
                    path,
                    FormattableString.Invariant(
                        $"image {record:N0} has label {label}; CIFAR-10's labels are 0 to {KnownNames.Length - 1}; the file is damaged or holds another data set."));
            }
        }

        return bytes;
    }

    private static string[] ReadNames(string path)
    {
        if (!File.Exists(path))
        {
            return KnownNames;
        }

        string[] names = [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)];
        return names.Length == KnownNames.Length
            ? names
            : throw new DatasetException(path, $"names {names.Length} classes; CIFAR-10 has {KnownNames.Length}; correct it or delete it.");
    }
}
