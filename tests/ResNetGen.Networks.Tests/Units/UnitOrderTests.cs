using ResNetGen.Networks.Tests.WrittenOut;
using static TorchSharp.torch;

namespace ResNetGen.Networks.Tests.Units;

/// <summary>
/// The five orders of He et al. (2016, arXiv:1603.05027), figure 4, written out: a basic unit that keeps the shape, one that halves the size and
/// widens, and a bottleneck unit that does. The sizes are odd.
/// </summary>
public sealed class UnitOrderTests
{
    // (a) weight, BN, ReLU, weight, BN, addition, ReLU.
    [Fact]
    public void Original()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new OrderOriginal());

        Agreement.Holds(network, "layer1.1.", network.Layer1[1].call, Agreement.Maps(8, 13, 11), (w, x) =>
            (w.Norm("bn2", w.Conv("conv2", w.Norm("bn1", w.Conv("conv1", x)).relu())) + x).relu());
        Agreement.Holds(network, "layer2.0.", network.Layer2[0].call, Agreement.Maps(8, 13, 11), (w, x) =>
            (w.Norm("bn2", w.Conv("conv2", w.Norm("bn1", w.Conv("conv1", x, 2)).relu())) + NormedProjection(w, x)).relu());
        Agreement.Holds(network, "layer3.0.", network.Layer3[0].call, Agreement.Maps(12, 7, 6), (w, x) =>
        {
            var y = w.Norm("bn1", w.Conv("conv1", x)).relu();
            y = w.Norm("bn2", w.Conv("conv2", y, 2)).relu();
            return (w.Norm("bn3", w.Conv("conv3", y)) + NormedProjection(w, x)).relu();
        });
    }

    // (b) weight, BN, ReLU, weight, addition, BN, ReLU.
    [Fact]
    public void BN_after_addition()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new OrderNormAfter());

        Agreement.Holds(network, "layer1.1.", network.Layer1[1].call, Agreement.Maps(8, 13, 11), (w, x) =>
            w.Norm("bn2", w.Conv("conv2", w.Norm("bn1", w.Conv("conv1", x)).relu()) + x).relu());
        Agreement.Holds(network, "layer2.0.", network.Layer2[0].call, Agreement.Maps(8, 13, 11), (w, x) =>
            w.Norm("bn2", w.Conv("conv2", w.Norm("bn1", w.Conv("conv1", x, 2)).relu()) + NormedProjection(w, x)).relu());
        Agreement.Holds(network, "layer3.0.", network.Layer3[0].call, Agreement.Maps(12, 7, 6), (w, x) =>
        {
            var y = w.Norm("bn1", w.Conv("conv1", x)).relu();
            y = w.Norm("bn2", w.Conv("conv2", y, 2)).relu();
            return w.Norm("bn3", w.Conv("conv3", y) + NormedProjection(w, x)).relu();
        });
    }

    // (c) weight, BN, ReLU, weight, BN, ReLU, addition.
    [Fact]
    public void ReLU_before_addition()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new OrderActivationBefore());

        Agreement.Holds(network, "layer1.1.", network.Layer1[1].call, Agreement.Maps(8, 13, 11), (w, x) =>
            w.Norm("bn2", w.Conv("conv2", w.Norm("bn1", w.Conv("conv1", x)).relu())).relu() + x);
        Agreement.Holds(network, "layer2.0.", network.Layer2[0].call, Agreement.Maps(8, 13, 11), (w, x) =>
            w.Norm("bn2", w.Conv("conv2", w.Norm("bn1", w.Conv("conv1", x, 2)).relu())).relu() + NormedProjection(w, x));
        Agreement.Holds(network, "layer3.0.", network.Layer3[0].call, Agreement.Maps(12, 7, 6), (w, x) =>
        {
            var y = w.Norm("bn1", w.Conv("conv1", x)).relu();
            y = w.Norm("bn2", w.Conv("conv2", y, 2)).relu();
            return w.Norm("bn3", w.Conv("conv3", y)).relu() + NormedProjection(w, x);
        });
    }

    // (d) ReLU, weight, BN, ReLU, weight, BN, addition. A projection takes what the first ReLU gives, as in (e).
    [Fact]
    public void ReLU_only_pre_activation()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new OrderActivationAhead());

        Agreement.Holds(network, "layer1.1.", network.Layer1[1].call, Agreement.Maps(8, 13, 11), (w, x) =>
            w.Norm("bn2", w.Conv("conv2", w.Norm("bn1", w.Conv("conv1", x.relu())).relu())) + x);
        Agreement.Holds(network, "layer2.0.", network.Layer2[0].call, Agreement.Maps(8, 13, 11), (w, x) =>
            w.Norm("bn2", w.Conv("conv2", w.Norm("bn1", w.Conv("conv1", x.relu(), 2)).relu())) + w.Conv("downsample", x.relu(), 2));
        Agreement.Holds(network, "layer3.0.", network.Layer3[0].call, Agreement.Maps(12, 7, 6), (w, x) =>
        {
            var y = w.Norm("bn1", w.Conv("conv1", x.relu()));
            y = w.Norm("bn2", w.Conv("conv2", y.relu(), 2));
            return w.Norm("bn3", w.Conv("conv3", y.relu())) + w.Conv("downsample", x.relu(), 2);
        });
    }

    // (e) BN, ReLU, weight, BN, ReLU, weight, addition.
    [Fact]
    public void Full_pre_activation()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new OrderFull());

        Agreement.Holds(network, "layer1.1.", network.Layer1[1].call, Agreement.Maps(8, 13, 11), (w, x) =>
            w.Conv("conv2", w.Norm("bn2", w.Conv("conv1", w.Norm("bn1", x).relu())).relu()) + x);
        Agreement.Holds(network, "layer2.0.", network.Layer2[0].call, Agreement.Maps(8, 13, 11), (w, x) =>
        {
            var activated = w.Norm("bn1", x).relu();
            return w.Conv("conv2", w.Norm("bn2", w.Conv("conv1", activated, 2)).relu()) + w.Conv("downsample", activated, 2);
        });
        Agreement.Holds(network, "layer3.0.", network.Layer3[0].call, Agreement.Maps(12, 7, 6), (w, x) =>
        {
            var activated = w.Norm("bn1", x).relu();
            var y = w.Norm("bn2", w.Conv("conv1", activated)).relu();
            y = w.Norm("bn3", w.Conv("conv2", y, 2)).relu();
            return w.Conv("conv3", y) + w.Conv("downsample", activated, 2);
        });
    }

    // Appendix, implementation details: behind the stem the first activation comes before the paths split, so the very first unit has none of its own.
    // The Keras example projects there, by a convolution with a bias.
    [Fact]
    public void Full_pre_activation_behind_an_activated_stem()
    {
        using var scope = NewDisposeScope();
        using var network = Agreement.Drawn(new KerasVersion2());

        // The first of each kind is the stem's.
        Agreement.Holds(network, "", network.Layer1[0].call, Agreement.Maps(16, 9, 7), (w, x) =>
        {
            var y = w.Norm("batch_normalization_1", w.Conv("conv2d_1", x)).relu();
            y = w.Norm("batch_normalization_2", w.Conv("conv2d_2", y)).relu();
            return w.Conv("conv2d_3", y) + w.Conv("conv2d_4", x);
        }, epsilon: 1e-3);
    }

    // He et al. (2015, arXiv:1512.03385), section 3.4: batch normalization after each convolution, that of a projection too.
    private static Tensor NormedProjection(WrittenLayers w, Tensor x) => w.Norm("downsample.1", w.Conv("downsample.0", x, 2));
}
