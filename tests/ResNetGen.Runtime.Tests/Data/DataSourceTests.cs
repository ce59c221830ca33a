using System;
using ResNetGen.Data;

namespace ResNetGen.Runtime.Tests.Data;

public class DataSourceTests
{
    private static readonly FeatureShape Cifar = new(3, 32, 32);

    [Fact]
    public void Shapes_come_at_the_network_s_size()
    {
        var source = DataSource.Find("shapes", new FeatureShape(1, 28, 28));

        Assert.Equal("shapes", source.Name);
        Assert.Equal(new FeatureShape(1, 28, 28), source.Train.Shape);
        Assert.Equal(2000, source.Test.Count);
        Assert.Same(source.Train, source.Train);
    }

    [Fact]
    public void Files_are_opened_when_their_part_is_asked_for()
    {
        using var folder = new ScratchFolder();
        folder.Write("test_batch.bin", new byte[3073]);
        var source = DataSource.Find($"cifar10:{folder.Path}", Cifar);

        Assert.Equal(1, source.Test.Count);
        Assert.Throws<DatasetException>(() => source.Train);
    }

    [Theory]
    [InlineData("cifar100:/data", "'cifar100' cannot be read yet; what can be is 'shapes' and 'cifar10:DIR'")]
    [InlineData("mnist:/data", "'mnist' cannot be read yet")]
    [InlineData("folder:/data", "'folder' cannot be read yet")]
    [InlineData("cifar10", "name the folder")]
    [InlineData("shapes:/data", "take no folder")]
    [InlineData("imagenet", "no data go by that name")]
    public void Words_that_name_no_data_are_refused(string text, string message)
    {
        var error = Assert.Throws<DatasetException>(() => DataSource.Find(text, Cifar));

        Assert.StartsWith($"{text}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_of_another_shape_than_the_network_takes_are_refused()
    {
        var error = Assert.Throws<DatasetException>(() => DataSource.Find("cifar10:/data", new FeatureShape(3, 64, 64)));

        Assert.Contains("3 x 32 x 32, the network takes 3 x 64 x 64", error.Message, StringComparison.Ordinal);
    }
}
