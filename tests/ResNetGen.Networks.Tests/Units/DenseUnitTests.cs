using ResNetGen.Networks.Tests.WrittenOut;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Units;

/// <summary>The units and the transitions of Huang et al. (2017, arXiv:1608.06993), section 3, DenseNet-BC, written out.</summary>
public sealed class DenseUnitTests
{
    // A unit takes what all before it gave, and adds 8 channels to it: BN, ReLU, 1 x 1 to 4 times as many, BN, ReLU, 3 x 3; then dropout.
    [Fact]
    public void A_units_channels_stand_behind_those_that_it_takes()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new Densely());
        var inputs = network.Layer2[3].Conv1.weight!.shape[1];

        Assert.Equal([32L, inputs, 1, 1], network.Layer2[3].Conv1.weight!.shape);
        Agreement.Holds(network, "features.denseblock2.denselayer4.", network.Layer2[3].call, Agreement.Maps(inputs, 9, 7), (w, x) =>
        {
            var y = w.Conv("conv1", w.Norm("norm1", x).relu());
            y = w.Conv("conv2", w.Norm("norm2", y).relu());
            return cat(new[] { x, w.Dropout(y, 0.1) }, 1);
        });
    }

    // Half of the channels, and the mean of 2 x 2 positions; of an odd size the last row and column are left out.
    [Fact]
    public void A_transition_halves_channels_and_sizes()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new Densely());
        var inputs = network.Layer1[1].Conv1.weight!.shape[1] + 8;

        Assert.Equal([inputs / 2, inputs, 1, 1], network.state_dict()["features.transition1.conv.weight"].shape);
        Agreement.Holds(network, "features.transition1.", network.Transition1.call, Agreement.Maps(inputs, 9, 7), (w, x) =>
            nn.functional.avg_pool2d(w.Conv("conv", w.Norm("norm", x).relu()), 2, stride: 2));
    }
}
