using System;
using ResNetGen.Data;

namespace ResNetGen.Runtime.Tests.Data;

public class NormalizationTests
{
    [Fact]
    public void Its_table_is_the_formula()
    {
        var table = Normalization.Imagenet.Table(3);

        Assert.Equal(768, table.Length);
        Assert.Equal(((200 / 255f) - 0.456f) / 0.224f, table[256 + 200]);
        Assert.Equal(((0 / 255f) - 0.406f) / 0.225f, table[512]);
    }

    [Fact]
    public void One_number_stands_for_all_channels()
    {
        Assert.Equal(1f, Normalization.Unit.Table(3)[767]);
        Assert.Equal(77f, Normalization.Raw.Table(1)[77], 1e-4f);
    }

    [Fact]
    public void Another_count_of_channels_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Normalization.Cifar10.Table(1));

        Assert.Contains("is for 3 channels, the images have 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Normalization([0.5f], [0f]));
        Assert.Throws<ArgumentException>(() => new Normalization([0.5f], [float.NaN]));
        Assert.Throws<ArgumentException>(() => new Normalization([float.NaN], [1f]));
        Assert.Throws<ArgumentException>(() => new Normalization([0.5f, 0.5f], [1f]));
        Assert.Throws<ArgumentException>(() => new Normalization([], []));
    }

    [Fact]
    public void It_is_computed_from_a_data_set()
    {
        // The first channel is 0 and 200 in turn, the second is 51 everywhere.
        var data = new MemoryDataset(10, new FeatureShape(2, 4, 4), 2, (_, place) => (byte)(place >= 16 ? 51 : place % 2 * 200));
        var own = Normalization.Of(data);

        Assert.Equal(100 / 255f, own.Mean[0], 1e-6f);
        Assert.Equal(100 / 255f, own.StandardDeviation[0], 1e-6f);
        Assert.Equal(0.2f, own.Mean[1], 1e-6f);
        Assert.Equal(1 / 255f, own.StandardDeviation[1], 1e-6f);
    }

    [Fact]
    public void Named_ones_are_found_in_any_case()
    {
        Assert.Same(Normalization.Imagenet, Normalization.Named["ImageNet"]);
    }
}
