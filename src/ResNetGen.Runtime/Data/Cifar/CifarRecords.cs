using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ResNetGen.Data.Cifar;

/// <summary>The records of CIFAR's binary files in memory: each the label bytes and 3,072 pixel bytes, planes red, green and blue.</summary>
internal sealed class CifarRecords
{
    private readonly CifarFormat format;
    private readonly byte[][] files;
    private readonly int[] firstIndices;

    private CifarRecords(CifarFormat format, byte[][] files, IReadOnlyList<string> classNames)
    {
        this.format = format;
        this.files = files;
        ClassNames = classNames;
        firstIndices = new int[files.Length];
        foreach (var (place, file) in files.Index())
        {
            firstIndices[place] = Count;
            Count += file.Length / format.RecordLength;
        }
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The names that the folder gives, else those published.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Reads a part into memory and checks every label.</summary>
    /// <exception cref="DatasetException">A file is missing, is no list of whole records, or has a label that no class has.</exception>
    public static CifarRecords Open(CifarFormat format, string folder, DatasetPart part)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var wanted = part == DatasetPart.Train ? format.TrainFiles : format.TestFiles;
        if (!Directory.Exists(folder))
        {
            throw new DatasetException(folder, $"there is no such folder; give the one that holds {format.Title}'s {Listed(format)}.");
        }

        var missing = wanted.Where(file => !File.Exists(Path.Combine(folder, file))).ToArray();
        if (missing.Length > 0)
        {
            throw new DatasetException(
                folder,
                $"{string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} missing; it has to be {format.Title}'s binary version, unpacked from {format.Archive}.");
        }

        return new CifarRecords(format, [.. wanted.Select(file => ReadRecords(format, Path.Combine(folder, file)))], ReadNames(format, Path.Combine(folder, format.NamesFile)));
    }

    /// <summary>Reads one image.</summary>
    /// <returns>Its label.</returns>
    public int Read(int index, Span<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);

        var place = Array.BinarySearch(firstIndices, index);
        var file = place >= 0 ? place : ~place - 1;
        var record = files[file].AsSpan((index - firstIndices[file]) * format.RecordLength, format.RecordLength);
        record[format.LabelBytes..].CopyTo(pixels);
        return record[format.LabelBytes - 1];
    }

    private static string Listed(CifarFormat format) => format.TrainFiles.Count > 1
        ? $"{format.TrainFiles[0]} to {format.TrainFiles[^1]} and {format.TestFiles[0]}"
        : $"{format.TrainFiles[0]} and {format.TestFiles[0]}";

    private static byte[] ReadRecords(CifarFormat format, string path)
    {
        var bytes = DatasetFile.ReadAll(path);
        var (records, rest) = Math.DivRem(bytes.Length, format.RecordLength);
        if (bytes.Length == 0)
        {
            throw new DatasetException(path, "is empty; copy or unpack it again.");
        }

        if (rest != 0)
        {
            throw new DatasetException(
                path,
                FormattableString.Invariant(
                    $"has {bytes.Length:N0} bytes, which is not a multiple of {format.RecordLength:N0} ({(format.LabelBytes == 1 ? "a label" : "two labels")} and 3 x 32 x 32 pixels): {records:N0} whole images and {rest:N0} bytes over; copy or unpack it again."));
        }

        for (var record = 0; record < records; record++)
        {
            var label = bytes[(record * format.RecordLength) + format.LabelBytes - 1];
            if (label >= format.ClassNames.Count)
            {
                throw new DatasetException(
                    path,
                    FormattableString.Invariant(
                        $"image {record:N0} has label {label}; {format.Title}'s labels are 0 to {format.ClassNames.Count - 1}; the file is damaged or holds another data set."));
            }
        }

        return bytes;
    }

    private static IReadOnlyList<string> ReadNames(CifarFormat format, string path)
    {
        if (!File.Exists(path))
        {
            return format.ClassNames;
        }

        var names = DatasetFile.ReadNames(path);
        return names.Length == format.ClassNames.Count
            ? names
            : throw new DatasetException(path, $"names {names.Length} classes; {format.Title} has {format.ClassNames.Count}; correct it or delete it.");
    }
}
