using System;
using System.Linq;
using ResNetGen.Data;
using ResNetGen.Images;
using ResNetGen.Networks.Tests.Explaining;
using ResNetGen.Predicting;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Predicting;

public sealed class PredictorTests
{
    [Fact]
    public void The_likeliest_classes_come_first_with_their_names()
    {
        using var scope = NewDisposeScope();
        using var network = new Cifar8();
        var predictor = new Predictor(network, Normalization.Cifar10, ["ant", "bee", "cat", "dog"]);
        var picture = Drawn(32, 32);
        var expected = network.call(predictor.Tensor(picture)).softmax(1).data<float>().ToArray();

        var all = predictor.Predict(picture, top: 9);

        Assert.Equal(4, all.Count);
        Assert.Equal(1, all.Sum(p => p.Probability), 1e-5);
        Assert.Equal(all.OrderByDescending(p => p.Probability), all);
        Assert.All(all, p => Assert.Equal(expected[p.Class], p.Probability, 1e-6));
        Assert.Equal("ant,bee,cat,dog", string.Join(',', all.OrderBy(p => p.Class).Select(p => p.Name)));
        Assert.Equal(all.Take(2), predictor.Predict(picture, top: 2));
        Assert.Equal("3", new Predictor(network, Normalization.Unit).NameOf(3));
    }

    [Fact]
    public void A_picture_of_the_right_size_is_taken_as_it_is_and_normalised_as_in_training()
    {
        var picture = Drawn(32, 32);
        var input = new ImageInput(new(3, 32, 32), Normalization.Cifar10);

        using var numbers = input.Numbers(input.Fit(picture), CPU);

        Assert.Equal([1L, 3, 32, 32], numbers.shape);
        Assert.Equal(((picture.Row(5)[(3 * 7) + 2] / 255f) - 0.4465f) / 0.2010f, numbers[0, 2, 5, 7].item<float>(), 1e-6);
    }

    [Fact]
    public void Of_a_larger_picture_the_middle_is_seen()
    {
        // 256 pixels are what 224 are cut out of, so nothing is resized.
        var picture = Drawn(256, 256);
        var fitted = new ImageInput(new(3, 224, 224), Normalization.Imagenet).Fit(picture);

        Assert.Equal((224, 224), (fitted.Width, fitted.Height));
        Assert.Equal(picture.Row(16 + 10).Slice(3 * (16 + 20), 3).ToArray(), fitted.Row(10).Slice(3 * 20, 3).ToArray());

        var wide = new ImageInput(new(1, 28, 28), Normalization.Unit).Fit(Drawn(300, 40));
        Assert.Equal((28, 28, 1), (wide.Width, wide.Height, wide.Channels));
    }

    [Fact]
    public void What_cannot_be_predicted_is_said()
    {
        using var network = new Cifar8();
        using var other = nn.Linear(3, 3);

        Assert.Equal("There are 2 names of classes, and Cifar8 scores 4 classes.", Assert.Throws<ArgumentException>(() => new Predictor(network, Normalization.Unit, ["a", "b"])).Message);
        Assert.Throws<ArgumentException>(() => new Predictor(other, Normalization.Unit));
        Assert.Throws<ArgumentException>(() => new ImageInput(new(2, 8, 8), Normalization.Unit));
    }

    private static Picture Drawn(int width, int height)
    {
        var picture = new Picture(width, height);
        for (var i = 0; i < picture.Pixels.Length; i++)
        {
            picture.Pixels[i] = (byte)((i * 31) ^ (i / width));
        }

        return picture;
    }
}
