using System;
using System.Linq;
using System.Threading.Tasks;
using ResNetGen.Data;
using ResNetGen.Data.Shapes;

namespace ResNetGen.Runtime.Tests.Data;

public class ShapesDatasetTests
{
    private static readonly FeatureShape Small = new(3, 32, 32);

    [Fact]
    public void A_picture_is_the_same_whenever_and_wherever_it_is_drawn()
    {
        var data = new ShapesDataset(DatasetPart.Train, Small);
        var again = new ShapesDataset(DatasetPart.Train, Small);
        var together = new byte[64][];
        Parallel.For(0, together.Length, i => together[i] = Picture(data, i));

        for (var i = together.Length - 1; i >= 0; i--)
        {
            Assert.Equal(Picture(again, i), together[i]);
        }
    }

    [Fact]
    public void Seeds_parts_and_indices_give_other_pictures()
    {
        var pictures = new[]
        {
            Picture(new ShapesDataset(DatasetPart.Train, Small), 0),
            Picture(new ShapesDataset(DatasetPart.Train, Small), 10),
            Picture(new ShapesDataset(DatasetPart.Test, Small), 0),
            Picture(new ShapesDataset(DatasetPart.Train, Small, seed: 1), 0),
        };

        Assert.Equal(pictures.Length, pictures.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void The_drawing_has_not_changed()
    {
        // Trained weights and published accuracies are of these pictures: a change here is a new data set.
        var data = new ShapesDataset(DatasetPart.Test, Small);
        var sum = Enumerable.Range(0, 20).Sum(i => Picture(data, i).Sum(pixel => (long)pixel));

        Assert.InRange(sum, PixelSum - 200, PixelSum + 200);
    }

    [Fact]
    public void Classes_are_even_and_named()
    {
        var data = new ShapesDataset(DatasetPart.Test, Small);
        var pixels = new byte[Small.Length];
        var counts = Enumerable.Range(0, data.Count).CountBy(i => data.Read(i, pixels)).ToDictionary();

        Assert.Equal(10, data.ClassNames.Count);
        Assert.Equal(10, counts.Count);
        Assert.All(counts.Values, count => Assert.Equal(200, count));
    }

    [Theory]
    [InlineData(1, 28, 28)]
    [InlineData(3, 16, 16)]
    [InlineData(3, 64, 48)]
    [InlineData(3, 224, 224)]
    public void Pictures_are_drawn_at_any_size(int channels, int height, int width)
    {
        var shape = new FeatureShape(channels, height, width);
        var data = new ShapesDataset(DatasetPart.Train, shape);
        var picture = Picture(data, 5);

        Assert.Equal(shape.Length, picture.Length);
        Assert.True(picture.Distinct().Count() > 10, "a picture has a background, a figure and noise");
    }

    [Theory]
    [InlineData(4, 32, 32, "1 or 3 channels, not 4 (4 x 32 x 32)")]
    [InlineData(3, 8, 32, "at least 16 x 16 pixels to tell figures apart, not 8 x 32")]
    public void Shapes_that_cannot_be_drawn_are_refused(int channels, int height, int width, string message)
    {
        var error = Assert.Throws<DatasetException>(() => new ShapesDataset(DatasetPart.Train, new FeatureShape(channels, height, width)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_linear_classifier_stays_under_half()
    {
        var top1 = LinearClassifier.TrainAndScore(
            new ShapesDataset(DatasetPart.Train, Small, 4000), new ShapesDataset(DatasetPart.Test, Small, 1000), epochs: 4);

        Assert.InRange(top1, 0.08, 0.5);
    }

    [Fact]
    public void A_linear_classifier_could_learn_if_pixels_told_the_class()
    {
        // The classifier of the test above can learn: it does where one pixel's brightness says the class.
        var data = new MemoryDataset(2000, Small, 10, (index, place) => (byte)(place == 0 ? 25 * (index % 10) : place % 10 == index % 10 ? 200 : 50));

        Assert.InRange(LinearClassifier.TrainAndScore(data, data, epochs: 4), 0.95, 1);
    }

    private const long PixelSum = 7_620_225;

    private static byte[] Picture(ShapesDataset data, int index)
    {
        var pixels = new byte[data.Shape.Length];
        data.Read(index, pixels);
        return pixels;
    }
}
