using System.Linq;
using ResNetGen.Data;
using ResNetGen.Training;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests;

/// <summary>The network never waits for images.</summary>
public class WaitingTests(ITestOutputHelper output)
{
    private const int Images = 6400;

    [SkippableFact]
    public void Training_a_ResNet_20_on_CIFAR_10_waits_for_less_than_2_percent_of_the_time()
    {
        var all = DataSource.Cifar10(SharedFolder.Require("data/cifar10"), Cifar20.Info.Input);
        var some = ImageSubset.Of(all.Train, "cifar10 train, in part", [.. Enumerable.Range(0, Images)]);
        var few = ImageSubset.Of(all.Test, "cifar10 test, in part", [.. Enumerable.Range(0, 100)]);
        var data = new DataSource("cifar10", () => some, () => few, all.Normalization, all.Augmentation);
        manual_seed(1);
        using var network = new Cifar20();
        using var trainer = new Trainer(network, data, new TrainingOptions { Epochs = 1, BatchSize = 128 });

        var epoch = trainer.Run().Epochs[0];

        var share = epoch.SecondsWaited / epoch.Seconds;
        output.WriteLine($"{Images} images in {epoch.Seconds:F1} s, of which {epoch.SecondsWaited:F3} s were waited: {share:P2}");
        Assert.InRange(share, 0, 0.02);
    }
}
