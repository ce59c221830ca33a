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
    [InlineData("cifar10", "name the folder of its files too: 'cifar10:DIR'")]
    [InlineData("cifar100:", "'cifar100:DIR'")]
    [InlineData("mnist", "'mnist:DIR'")]
    [InlineData("folder", "'folder:DIR'")]
    [InlineData("shapes:/data", "take no folder")]
    [InlineData("imagenet", "no data go by that name")]
    public void Words_that_name_no_data_are_refused(string text, string message)
    {
        var error = Assert.Throws<DatasetException>(() => DataSource.Find(text, Cifar));

        Assert.StartsWith($"{text}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cifar10", "its images are 3 x 32 x 32, the network takes 3 x 64 x 64; set the network's input to 3x32x32.")]
    [InlineData("cifar100", "its images are 3 x 32 x 32, the network takes 3 x 64 x 64; set the network's input to 3x32x32.")]
    [InlineData("mnist", "its images are 1 x 28 x 28, the network takes 3 x 64 x 64; set the network's input to 1x28x28.")]
    public void Images_of_another_shape_than_the_network_takes_are_refused(string kind, string message)
    {
        var error = Assert.Throws<DatasetException>(() => DataSource.Find($"{kind}:/data", new FeatureShape(3, 64, 64)));

        Assert.Equal($"{kind}: {message}", error.Message);
    }

    [Fact]
    public void The_same_data_may_have_more_broken_images_also_when_they_are_divided()
    {
        var source = DataSource.Find("shapes", Cifar);
        var broken = BrokenImages.AtMost(3);
        var other = source.With(broken);

        Assert.Same(source.Train, other.Train);
        Assert.Same(broken, other.Broken);
        Assert.Same(broken, other.HoldOut(100, 0).Broken);
    }
}
