using System.Linq;
using ResNetGen.Networks.Tests.WrittenOut;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Units;

/// <summary>What weighs the channels of a unit before the addition, written out.</summary>
public sealed class AttentionTests
{
    // Hu et al. (2018, arXiv:1709.01507), equations 2 to 4, with a reduction of 16: s = sigmoid(W2 relu(W1 z)) of the channels' means z.
    [Fact]
    public void Squeeze_and_excitation()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new Squeezed());

        Assert.Equal([64L / 16, 64, 1, 1], network.Layer1[1].Se.Fc1.weight!.shape);
        Agreement.Holds(network, "layer1.1.", network.Layer1[1].call, Agreement.Maps(64, 9, 7), (w, x) =>
        {
            var u = Residual(w, x);
            var z = u.sum([2L, 3]).div(9 * 7);
            var inner = (z.matmul(w["se.fc1.weight"].flatten(1).t()) + w["se.fc1.bias"]).relu();
            var s = (inner.matmul(w["se.fc2.weight"].flatten(1).t()) + w["se.fc2.bias"]).sigmoid();
            return ((u * s.reshape(2, 64, 1, 1)) + x).relu();
        });
    }

    // Wang et al. (2020, arXiv:1910.03151), section 3.2: each channel's weight is of the means of the k channels around it. Of 256 channels k is 5.
    [Fact]
    public void Efficient_channel_attention()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new EfficientChannels());
        var unit = network.Layer4[1];

        Assert.Equal([1L, 1, 5], unit.Se.Conv.weight!.shape);
        Agreement.Holds(network, "layer4.1.", unit.call, Agreement.Maps(256, 5, 3), (w, x) =>
        {
            var u = Residual(w, x);
            var z = nn.functional.pad(u.sum([2L, 3]).div(5 * 3), [2L, 2]);
            var y = Enumerable.Range(0, 5).Select(j => z.narrow(1, j, 256) * w["se.conv.weight"][0, 0, j]).Aggregate((sum, next) => sum + next);
            return ((u * y.sigmoid().reshape(2, 256, 1, 1)) + x).relu();
        });
    }

    private static Tensor Residual(WrittenLayers w, Tensor x)
    {
        var y = w.Norm("bn1", w.Conv("conv1", x)).relu();
        return w.Norm("bn3", w.Conv("conv3", w.Norm("bn2", w.Conv("conv2", y)).relu()));
    }
}
