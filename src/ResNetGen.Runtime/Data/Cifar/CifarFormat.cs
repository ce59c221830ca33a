using System.Collections.Generic;

namespace ResNetGen.Data.Cifar;

/// <summary>What tells the two CIFAR data sets apart.</summary>
/// <param name="Title">As people write it.</param>
/// <param name="Name">As a DATA names it.</param>
/// <param name="Archive">Where its files come from.</param>
/// <param name="TrainFiles">The files to learn from.</param>
/// <param name="TestFiles">Those held out.</param>
/// <param name="LabelBytes">Bytes before the pixels of a record; the last of them is the label.</param>
/// <param name="NamesFile">The file with the names of the classes, which may be absent.</param>
/// <param name="ClassNames">The published names.</param>
internal sealed record CifarFormat(
    string Title,
    string Name,
    string Archive,
    IReadOnlyList<string> TrainFiles,
    IReadOnlyList<string> TestFiles,
    int LabelBytes,
    string NamesFile,
    IReadOnlyList<string> ClassNames)
{
    private const int PixelBytes = 3 * 32 * 32;

    /// <summary>Bytes of one image with its labels.</summary>
    public int RecordLength => LabelBytes + PixelBytes;

    /// <summary>The shape of all CIFAR images: 3 x 32 x 32.</summary>
    public static FeatureShape ImageShape { get; } = new(3, 32, 32);
}
