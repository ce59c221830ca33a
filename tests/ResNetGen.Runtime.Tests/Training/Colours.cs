using ResNetGen.Data;

namespace ResNetGen.Runtime.Tests.Training;

/// <summary>Red images and blue images: what the smallest network learns in a few steps.</summary>
internal static class Colours
{
    private static readonly FeatureShape Shape = new(3, 8, 8);

    public static DataSource Source(int train = 200, Augmentation? augmentation = null) => new(
        "colours",
        () => new MemoryDataset(train, Shape, 2, (index, place) => Colour(index, place), name: "train"),
        () => new MemoryDataset(50, Shape, 2, (index, place) => Colour(index + 1000, place), name: "test"),
        Normalization.Unit,
        augmentation ?? (Augmentation.Standard with { Padding = 0 }));

    private static byte Colour(int index, int place) => (byte)((place / 64 == index % 2 * 2 ? 180 : 40) + (((index * 7) + (place * 13)) % 60));
}
